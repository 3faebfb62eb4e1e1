/** An OpenID provider of the smallest kind: one user, one button, codes with PKCE, tokens that count. */
import { createHash, randomUUID } from 'node:crypto';
import { bodyOf, listen } from './http.ts';

const jwt = (claims: object): string =>
  `${[{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')}.${Buffer.alloc(256, 1).toString('base64url')}`;

export async function startIssuer(clientId: string) {
  const codes = new Map<string, { challenge: string; nonce: string }>();
  const tokens = new Set<string>();
  const state = {
    down: false,
    /**
     * `unavailable`: 503 to everything, as behind a load balancer; `portal`: somebody else's page; `revoked`: it renews
     * nobody's session.
     */
    answers: 'well' as 'well' | 'unavailable' | 'portal' | 'revoked',
    /** Milliseconds before a token is renewed. */
    pause: 0,
    seconds: 3600,
    sub: 'li-min',
    refreshes: 0,
    /** `prompt` of each sign-in, in order. */
    prompts: [] as (string | null)[],
  };
  const running = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://issuer');
    const iss = `http://127.0.0.1:${running.port}`;
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') return response.end();
    if (state.down) return request.socket.destroy();
    if (state.answers === 'unavailable') return response.writeHead(503).end();
    if (state.answers === 'portal' && url.pathname === '/token') return response.end('<p>请先登录网络</p>');
    const json = (body: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer: iss,
        authorization_endpoint: `${iss}/auth`,
        token_endpoint: `${iss}/token`,
        jwks_uri: `${iss}/jwks`,
      });
    if (url.pathname === '/auth') {
      const to = new URL(url.searchParams.get('redirect_uri') as string);
      state.prompts.push(url.searchParams.get('prompt'));
      const code = randomUUID();
      codes.set(code, {
        challenge: url.searchParams.get('code_challenge') as string,
        nonce: url.searchParams.get('nonce') as string,
      });
      to.search = new URLSearchParams({ code, state: url.searchParams.get('state') as string }).toString();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(`<a id="in" href="${to.href.replaceAll('&', '&amp;')}">登录为 李敏</a>`);
    }
    if (url.pathname === '/token') {
      const form = new URLSearchParams(await bodyOf(request));
      let nonce: string | undefined;
      if (form.get('grant_type') === 'authorization_code') {
        const code = codes.get(form.get('code') as string);
        const verifier = createHash('sha256')
          .update(form.get('code_verifier') as string)
          .digest('base64url');
        if (code?.challenge !== verifier) {
          response.statusCode = 400;
          return json({ error: 'invalid_grant' });
        }
        nonce = code.nonce;
        codes.delete(form.get('code') as string);
      } else {
        state.refreshes++;
        if (state.answers === 'revoked') {
          response.statusCode = 400;
          return json({ error: 'invalid_grant' });
        }
        await new Promise((resolve) => setTimeout(resolve, state.pause));
      }
      const token = `token-${randomUUID()}`;
      tokens.add(token);
      const now = Math.floor(Date.now() / 1000);
      const id = jwt({ iss, sub: state.sub, aud: clientId, iat: now, exp: now + 3600, ...(nonce && { nonce }) });
      return json({
        access_token: token,
        token_type: 'bearer',
        expires_in: state.seconds,
        refresh_token: 'again',
        id_token: id,
      });
    }
    response.writeHead(404).end();
  });
  return { ...running, url: `http://127.0.0.1:${running.port}`, state, tokens };
}
export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
