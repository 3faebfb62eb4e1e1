import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_CLIENT, firefoxRedirects, GATEWAY_AUDIENCE } from '../../../demo/identity-provider/clients.ts';
import { refresh, signIn } from '../../../demo/identity-provider/sign-in.ts';
import { startIdentityProvider } from '../../../demo/identity-provider/start.ts';
import { USERS } from '../../../demo/identity-provider/users.ts';
import { localFetch } from '../../../demo/net.ts';
import type { Running } from '../../../demo/running.ts';

const CHROME_ID = 'abcdefghijklmnopabcdefghijklmnop';

describe('the demonstration identity provider', () => {
  let folder: string;
  let provider: Running;
  const start = (port = 0) =>
    startIdentityProvider({ port, folder, extensionIds: { chrome: [CHROME_ID], firefox: ['demo@example.test'] } });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duecheck-idp-'));
    provider = await start();
  });
  afterAll(async () => {
    await provider.close();
    await rm(folder, { recursive: true });
  });

  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(`${provider.url}/jwks`)), {
      issuer: provider.url,
      audience: GATEWAY_AUDIENCE,
      typ: 'at+jwt',
    });

  it.each(USERS.map((user) => user.id))('gives %s an access token for the gateway', async (id) => {
    const { accessToken } = await signIn(provider.url, id);
    expect(decodeProtectedHeader(accessToken).alg).toBe('ES256');
    expect((await verify(accessToken)).payload.sub).toBe(id);
  });

  it('says on the page that it is a demonstration, and lists everybody as a button', async () => {
    const query = new URLSearchParams({
      client_id: EXTENSION_CLIENT,
      response_type: 'code',
      redirect_uri: `https://${CHROME_ID}.chromiumapp.org/`,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const first = await localFetch(`${provider.url}/auth?${query}`);
    const cookie = first.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const page = await localFetch(new URL(first.headers.get('location') ?? '', provider.url), { headers: { cookie } });
    const html = await page.text();
    expect(html).toContain('演示用身份服务');
    for (const { id } of USERS) expect(html).toContain(`value="${id}"`);
  });

  it('keeps tokens valid over a restart', async () => {
    const before = await signIn(provider.url, 'limin');
    await provider.close();
    provider = await start(provider.port);
    expect((await verify(before.accessToken)).payload.sub).toBe('limin');
    const after = await refresh(provider.url, before.refreshToken);
    expect((await verify(after.accessToken)).payload.sub).toBe('limin');
  });

  it('refuses a refresh token that was used before', async () => {
    const { refreshToken } = await signIn(provider.url, 'linna');
    await refresh(provider.url, refreshToken);
    await expect(refresh(provider.url, refreshToken)).rejects.toThrow('invalid_grant');
  });

  it.each([
    [`chrome-extension://${CHROME_ID}`, true],
    ['moz-extension://3f1a2b9c-0000-4000-8000-000000000000', true],
    ['chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba', false],
    ['https://hiring.localhost', false],
  ])('answers the token endpoint across origins: %s %s', async (origin, allowed) => {
    const response = await localFetch(`${provider.url}/token`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ client_id: EXTENSION_CLIENT, grant_type: 'refresh_token', refresh_token: 'none' }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed ? origin : null);
  });

  it.each([`https://${CHROME_ID}.chromiumapp.org/`, ...firefoxRedirects('demo@example.test')])(
    'knows the redirect %s',
    async (redirect) => expect(await knowsRedirect(redirect)).toBe(true),
  );
  it('knows no other redirect', async () => expect(await knowsRedirect('https://elsewhere.example/')).toBe(false));

  async function knowsRedirect(redirect: string): Promise<boolean> {
    const query = new URLSearchParams({ client_id: EXTENSION_CLIENT, response_type: 'code', redirect_uri: redirect });
    // Without PKCE the error goes to the client where the redirect is known, and to the page where it is not.
    const response = await localFetch(`${provider.url}/auth?${query}`);
    return response.headers.get('location')?.startsWith(redirect) ?? false;
  }
});
