/** Access tokens against a real issuer's keys over HTTP: what passes, and every way to be refused. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestProblem } from '../../../gateway/http/problem.ts';
import { AUDIENCE, createTokenVerifier, type VerifyToken } from '../../../gateway/identity/tokens.ts';

let server: Server;
let issuer: string;
let verify: VerifyToken;
let ours: CryptoKey;
let foreign: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  ours = pair.privateKey;
  foreign = (await generateKeyPair('ES256')).privateKey;
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  verify = createTokenVerifier(issuer);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;

function token(
  claims: Record<string, unknown> = {},
  key: CryptoKey = ours,
  kid = 'k1',
  typ = 'at+jwt',
): Promise<string> {
  const standard = { iss: issuer, sub: 'limin', aud: AUDIENCE, iat: seconds(0), exp: seconds(60) };
  return new SignJWT({ ...standard, ...claims } as JWTPayload).setProtectedHeader({ alg: 'ES256', kid, typ }).sign(key);
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (problem: RequestProblem) => problem.code,
  );

describe('an access token', () => {
  it('of our issuer, for our audience, is its subject', async () => {
    expect(await verify(await token({ acr: 'real-name' }))).toEqual({
      iss: issuer,
      sub: 'limin',
      assurance: 'real-name',
    });
  });

  it('past its end is told apart, since the clerk only has to sign in again', async () => {
    expect(await codeOf(verify(await token({ exp: seconds(-60) })))).toBe('token-expired');
  });

  it.each([
    ['another audience', () => token({ aud: 'urn:somebody-else' })],
    ['another issuer', () => token({ iss: 'http://elsewhere.example' })],
    ['a key that the issuer never published', () => token({}, foreign)],
    ['an unknown key id', () => token({}, foreign, 'k2')],
    ['the type of an identity token', () => token({}, ours, 'k1', 'JWT')],
    ['no subject', () => token({ sub: undefined })],
    ['not a token at all', async () => 'three.little.words'],
    [
      'no signature',
      async () => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${part({ alg: 'none' })}.${part({ iss: issuer, sub: 'limin', aud: AUDIENCE, exp: seconds(60) })}.`;
      },
    ],
  ])('with %s is refused', async (_, make) => {
    expect(await codeOf(verify(await make()))).toBe('token-invalid');
  });

  it('cannot be judged while the issuer is away or ill: an outage, which refuses nobody', async () => {
    expect(await codeOf(createTokenVerifier('http://localhost:9')(await token()))).toBe('unavailable');
    for (const [status, body] of [
      [500, '{}'],
      [200, '<html>maintenance</html>'],
      [200, '{"keys":"none"}'],
    ] as const) {
      const ill = createServer((_, response) => response.writeHead(status).end(body));
      await new Promise<void>((resolve) => ill.listen(0, '127.0.0.1', resolve));
      const at = `http://localhost:${(ill.address() as AddressInfo).port}`;
      expect(await codeOf(createTokenVerifier(at)(await token({ iss: at }))), body).toBe('unavailable');
      await new Promise((resolve) => ill.close(resolve));
    }
  });
});
