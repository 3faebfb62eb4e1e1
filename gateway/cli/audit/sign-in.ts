/** An auditor signs in at the terminal: authorization code with PKCE and a loopback redirect (RFC 8252 §7.3, RFC 7636). */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DuecheckError } from '@duecheck/core/errors';
import * as z from 'zod/mini';
import { AUDIENCE } from '../../identity/tokens.ts';
import { loopbackFetch } from '../../loopback-fetch.ts';

export interface SignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Shows the address that a browser must open. */
  readonly show: (url: URL) => void;
  readonly fetch?: typeof fetch;
}

const Discovery = z.object({ issuer: z.string(), authorization_endpoint: z.string(), token_endpoint: z.string() });
const Token = z.object({ access_token: z.string() });

const failed = (why: string, cause?: unknown) => new DuecheckError('sign-in-failed', `sign-in: ${why}`, { cause });

/** @returns an access token for the gateway. @throws DuecheckError `sign-in-failed` */
export async function signIn({ issuer, clientId, show, fetch = loopbackFetch }: SignInOptions): Promise<string> {
  const json = async (url: string, init?: RequestInit): Promise<unknown> => {
    try {
      const answer = await fetch(url, init);
      if (!answer.ok) throw failed(`${new URL(url).pathname}: ${answer.status}`);
      return await answer.json();
    } catch (error) {
      throw error instanceof DuecheckError ? error : failed(`${issuer} does not answer`, error);
    }
  };
  const found = Discovery.safeParse(await json(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`));
  if (!found.success) throw failed(`${issuer} is no OpenID Connect issuer`);

  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const listening = await listen(state);
  const url = new URL(found.data.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: listening.redirect,
    scope: 'openid',
    resource: AUDIENCE,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  show(url);
  const code = await listening.code;
  const token = Token.safeParse(
    await json(found.data.token_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        grant_type: 'authorization_code',
        code,
        redirect_uri: listening.redirect,
        code_verifier: verifier,
      }),
    }),
  );
  if (!token.success) throw failed('the issuer gave no access token');
  return token.data.access_token;
}

/** Waits for the one redirect that carries our state; whatever else knocks is turned away. */
async function listen(state: string): Promise<{ redirect: string; code: Promise<string> }> {
  const server = createServer();
  const code = new Promise<string>((resolve, reject) => {
    server.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (pathname !== '/callback' || searchParams.get('state') !== state) {
        response.writeHead(404).end();
        return;
      }
      const given = searchParams.get('code');
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
      response.end(
        given === null ? '登录未完成。Not signed in.\n' : '登录完成，可关闭此页。Signed in; close this page.\n',
      );
      server.close();
      if (given === null) reject(failed(searchParams.get('error') ?? 'no code'));
      else resolve(given);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { redirect: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`, code };
}
