/** Who is signed in at the console: what a browser is given, what it is not, and what another site gets out of it. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loopbackFetch } from '../../../gateway/loopback-fetch.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  loopbackFetch(`${desk.url}${path}`, { method, headers, redirect: 'manual' });
const setCookies = (response: Response): string[] => response.headers.getSetCookie();
const pair = (cookie = ''): string => cookie.split(';')[0] ?? '';

/** Fetch says by itself what mode it is of. */
const statusOf = (path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((done, failed) => {
    const { port } = new URL(desk.url);
    const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    asked.once('error', failed).end();
  });

/** Through the provider's own pages, as a browser does. */
async function signedIn(sub = 'zhaoping', to = '/audit/live'): Promise<{ cookie: string; arrived: Response }> {
  const left = await get(`/sign-in?to=${encodeURIComponent(to)}`);
  const leaving = pair(setCookies(left)[0]);
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const cookie of setCookies(response)) jar.set(cookie.split('=')[0] as string, pair(cookie));
    return response;
  };
  const walk = async (address: string, init: RequestInit = {}) =>
    keep(
      await loopbackFetch(address, {
        ...init,
        redirect: 'manual',
        headers: { cookie: [...jar.values()].join('; '), ...init.headers },
      }),
    );
  let at = left.headers.get('location') as string;
  for (let hops = 0; hops < 8 && !at.startsWith(desk.url); hops++) {
    const page = await walk(at);
    if (page.status === 200) {
      const form = await page.text();
      const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(form) ?? [];
      const answered = await walk(new URL(action, at).href, {
        method: 'POST',
        body: new URLSearchParams({ user: sub, account: sub, sub }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      at = new URL(answered.headers.get('location') as string, at).href;
    } else at = new URL(page.headers.get('location') as string, at).href;
  }
  const back = await get(at.slice(desk.url.length), { cookie: leaving });
  return { cookie: pair(setCookies(back).find((one) => one.startsWith('__Host-duecheck-console='))), arrived: back };
}

describe('signing in', () => {
  it('leaves a cookie that no script reads and no other site sends, and leads to the page that was asked for', async () => {
    const { cookie, arrived } = await signedIn();
    expect([arrived.status, arrived.headers.get('location')]).toEqual([303, '/audit/live']);
    const [session = '', leaving = ''] = setCookies(arrived);
    expect(session).toMatch(
      /^__Host-duecheck-console=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=36000$/,
    );
    expect(leaving).toMatch(/^__Host-duecheck-console-login=; .*Max-Age=0$/);
    // Browsers drop a cookie of more (RFC 6265bis §5.6).
    expect(session.length).toBeLessThan(4096);
    const told = await (await get('/session', { cookie })).json();
    expect(told).toMatchObject({ state: 'signed-in', name: '赵平' });
    expect(Object.keys(told).sort()).toEqual(['endsAt', 'name', 'over', 'state']);
  });

  it('goes nowhere else, whatever a link says', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/audit//evil.example',
      '/v1/session',
      '/audit/ x',
    ]) {
      const { arrived } = await signedIn('zhaoping', to);
      expect([to, arrived.headers.get('location')]).toEqual([to, '/audit/']);
    }
  });

  it('takes nobody who comes back without having left, or with another state', async () => {
    const bare = await get('/callback?code=x&state=y');
    expect([bare.headers.get('location'), setCookies(bare)]).toEqual(['/audit/?sign-in=again', []]);
    const left = await get('/sign-in');
    const wrong = await get('/callback?code=x&state=y', { cookie: pair(setCookies(left)[0]) });
    expect(wrong.headers.get('location')).toBe('/audit/?sign-in=failed');
    expect(setCookies(wrong).join()).not.toContain('__Host-duecheck-console=');
  });
});

describe('the cookie', () => {
  it('stands for the bearer at the auditors’ routes, and at no others', async () => {
    const { cookie } = await signedIn();
    expect((await get('/v1/audit/titles', { cookie })).status).toBe(200);
    expect((await get('/v1/audit/titles')).status).toBe(401);
    for (const path of ['/v1/checks', '/v1/due', '/v1/owed', '/v1/receipts/authorize', '/metrics', '/openapi.json'])
      expect([path, (await get(path, { cookie })).status]).toEqual([path, 404]);
  });

  it('is the only thing that speaks: a token in a header is nobody’s', async () => {
    expect((await get('/v1/audit/titles', { authorization: 'Bearer zhaoping' })).status).toBe(401);
  });

  it('opens nothing once a bit of it is another', async () => {
    const { cookie } = await signedIn();
    const at = cookie.length - 20;
    const bent = cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1);
    expect((await get('/v1/audit/titles', { cookie: bent })).status).toBe(401);
    expect(await (await get('/session', { cookie: bent })).json()).toEqual({ state: 'signed-out' });
  });

  it('is nobody’s role: who may audit is asked of the house each time', async () => {
    const { cookie } = await signedIn('limin');
    const refused = await get('/v1/audit/titles', { cookie });
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'role-missing']);
  });

  it.each(['cross-site', 'same-site'])('is not taken from a page of another origin (%s)', async (site) => {
    const { cookie } = await signedIn();
    const asked = await get('/v1/audit/titles', { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' });
    expect([asked.status, (await asked.json()).code]).toEqual([403, 'cross-site']);
    // A link leads to a page, and to no question.
    const led = { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
    expect([await statusOf('/v1/audit/titles', led), await statusOf('/audit/', led)]).toEqual([403, 200]);
    const posted = await get('/sign-out', { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' }, 'POST');
    expect(posted.status).toBe(403);
  });
});

describe('staying', () => {
  it('is renewed, and both renewed and signed out are told in the same form', async () => {
    const { cookie } = await signedIn();
    const renewed = await get('/session/renew', { cookie }, 'POST');
    const fresh = pair(setCookies(renewed)[0]);
    expect(await renewed.json()).toMatchObject({ state: 'signed-in', name: '赵平' });
    expect(fresh).not.toBe(cookie);
    expect((await get('/v1/audit/titles', { cookie: fresh })).status).toBe(200);
    const out = await get('/sign-out', { cookie: fresh }, 'POST');
    expect([await out.json(), setCookies(out)[0]]).toEqual([
      { state: 'signed-out' },
      expect.stringContaining('Max-Age=0'),
    ]);
  });

  it('ends with the working day, renewed or not', async () => {
    const { cookie } = await signedIn();
    desk.city.shift(10 * 3_600_000 + 1000);
    try {
      expect(await (await get('/session', { cookie })).json()).toEqual({ state: 'signed-out' });
      expect(await (await get('/session/renew', { cookie }, 'POST')).json()).toEqual({ state: 'signed-out' });
    } finally {
      desk.city.shift(-(10 * 3_600_000 + 1000));
    }
  });
});

describe('pages', () => {
  it('carry a policy that lets nothing in from elsewhere, and are never kept', async () => {
    for (const path of ['/audit/', '/audit/entries/ent_x', '/audit/nowhere']) {
      const page = await get(path);
      expect([path, page.status]).toEqual([path, 200]);
      const policy = page.headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toMatch(/unsafe|https?:/);
    }
    expect((await get('/')).headers.get('location')).toBe('/audit/');
  });

  it('are the built files and no others', async () => {
    for (const path of [
      '/assets/../audit.html',
      '/assets/%2e%2e/audit.html',
      '/assets/',
      '/package.json',
      '/audit.html',
    ])
      expect([path, (await get(path)).status]).not.toEqual([path, 200]);
  });
});
