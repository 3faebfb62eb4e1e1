import { createHash, randomBytes } from 'node:crypto';
import { localFetch } from '../net.ts';
import { CLI_CLIENT } from './clients.ts';
import type { UserId } from './users.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Nobody listens here: the code is read from the redirect itself. */
const REDIRECT = 'http://127.0.0.1:9/callback';

/**
 * Signs in as `user` over the real flow (authorization code with PKCE, RFC 7636), with a cookie jar in place of a
 * browser. For tests and for the command line's demonstrations.
 *
 * @throws Error if the provider answers otherwise than the flow says.
 * @example const { accessToken } = await signIn(provider.url, 'limin')
 */
export async function signIn(issuer: string, user: UserId): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const code = await authorize(issuer, user, createHash('sha256').update(verifier).digest('base64url'));
  return token(issuer, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier });
}

/** @throws Error with the provider's `error` where the token is used up or too old. */
export const refresh = (issuer: string, refreshToken: string): Promise<Tokens> =>
  token(issuer, { grant_type: 'refresh_token', refresh_token: refreshToken });

async function authorize(issuer: string, user: UserId, challenge: string): Promise<string> {
  const cookies = new Map<string, string>();
  const visit = async (url: URL, form?: URLSearchParams): Promise<URL> => {
    const response = await localFetch(url, {
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    await response.body?.cancel();
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) value ? cookies.set(name, value) : cookies.delete(name);
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`the identity provider answered ${response.status} without a redirect`);
    return new URL(location, issuer);
  };

  const query = new URLSearchParams({
    client_id: CLI_CLIENT,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  let at = await visit(new URL(`/auth?${query}`, issuer));
  at = await visit(at, new URLSearchParams({ user }));
  while (at.origin === new URL(issuer).origin) at = await visit(at);
  const code = at.searchParams.get('code');
  if (!code) throw new Error(`sign-in failed: ${at.searchParams.get('error')}`);
  return code;
}

async function token(issuer: string, form: Record<string, string>): Promise<Tokens> {
  const response = await localFetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: CLI_CLIENT, ...form }),
  });
  const body = (await response.json()) as Record<string, string> & { expires_in: number };
  if (!response.ok) throw new Error(`token endpoint: ${body.error}`);
  return {
    accessToken: body.access_token ?? '',
    refreshToken: body.refresh_token ?? '',
    idToken: body.id_token ?? '',
    expiresIn: body.expires_in,
  };
}
