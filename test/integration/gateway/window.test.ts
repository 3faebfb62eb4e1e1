/** The window of the person, by fetch and in a browser: sign-in, consent, the result for her alone, hand over or leave. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@duecheck/core/contract';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIdentityProvider } from '../../../demo/identity-provider/start.ts';
import { localFetch } from '../../../demo/net.ts';
import { listen } from '../../../demo/running.ts';
import { sessionState } from '../../../gateway/widget-host/session-state.ts';
import { serveWindow } from '../../../gateway/window/serve-window.ts';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { SHOTS, violations } from '../../e2e/extension/support/shots.ts';
import { type City, openCity } from './city.ts';

let city: City;
let folder: string;
let url: string;
let idp: Awaited<ReturnType<typeof startIdentityProvider>>;
let window: Awaited<ReturnType<typeof serveWindow>>;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-window-'));
  mkdirSync(SHOTS, { recursive: true });
  const free = await listen(0);
  const { port } = free;
  await free.close();
  url = `http://window.localhost:${port}`;
  [city, idp] = await Promise.all([
    openCity(),
    startIdentityProvider({ port: 0, folder, extensionIds: { chrome: [], firefox: [], window: url } }),
  ]);
  window = await serveWindow(city.gateway.world, {
    host: '127.0.0.1',
    port,
    url,
    issuer: idp.url,
    clientId: 'duecheck-window',
  });
  await city.gateway.world.db
    .insertInto('partner')
    .values({
      ...{
        id: 'qz-loans',
        title_zh: '示例贷款<b>',
        title_en: 'Sample loans<b>',
        origins: ['http://loans.localhost:1'],
      },
      ...{ purposes: ['commercial-loan'], keys: '[]', sessions_per_day: 100, state: 'open', entry: 'none' },
      changed_at: new Date(),
    })
    .execute();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await window?.close();
  await idp?.close();
  await city?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As the partner's server opens one; what it sends is tried in widget.test.ts. */
async function open(more: object = {}): Promise<string> {
  const { world } = city.gateway;
  const id = newId('cs', { now: world.clock.now(), random: world.random(16) });
  const at = { key: id, label: '贷款申请', part: '1' };
  const { sealCase } = await import('../../../gateway/store/sealed.ts');
  await world.db.transaction().execute(async (trx) =>
    trx
      .insertInto('widget_session')
      .values({
        ...{ id, partner: 'qz-loans', decision_point: 'commercial-loan', origin: 'http://loans.localhost:1' },
        ...{
          nonce: id,
          expect_subject: null,
          case_key: world.index.case('qz-loans', 'commercial-loan', id),
          part: '1',
        },
        ...(await sealCase(trx, world, 'qz-loans', id, at)),
        ...{ opened_at: new Date(), expires_at: new Date(Date.now() + 900_000), state: 'waiting' as const },
        ...{ subject_key: null, check_id: null, claims: null, jti: null, redeemed_at: null, redeemed_key: null },
        ...more,
      })
      .execute(),
  );
  return id;
}
const stateOf = async (id: string) => (await sessionState(city.gateway.world, id)).state;

/** Somebody's browser, without a script in it. */
function visitor() {
  const cookies = new Map<string, Map<string, string>>();
  const go = async (address: string, form?: Record<string, string>) => {
    const at = new URL(address, url);
    const jar = cookies.get(at.host) ?? new Map<string, string>();
    cookies.set(at.host, jar);
    const response = await localFetch(at, {
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) jar.set(name, value ?? '');
    }
    const to = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      to: to && new URL(to, at).href,
    };
  };
  const formIn = (text: string) => /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const signIn = async (id: string, user: string) => {
    const start = await go(`/enquiry/${id}`);
    let next = (await go(`/enquiry/${id}/login`, { form: formIn(start.text) })).to;
    next = (await go(next as string)).to;
    next = (await go(next as string, { user })).to;
    while (next && !next.includes('/consent')) next = (await go(next)).to;
    return go(next as string);
  };
  return { go, signIn, formIn, cookies };
}

describe('the window', () => {
  it('leads from who asks to what is handed over, and shows the person first', async () => {
    const id = await open();
    const { go, signIn, formIn } = visitor();
    const consent = await signIn(id, 'sharer');
    expect(consent.text).toContain('是否同意查询');
    expect(await stateOf(id)).toBe('waiting');
    const result = await go(`/enquiry/${id}/agree`, { form: formIn(consent.text) });
    expect(result.text).toContain('这是查到的良好记录');
    expect(await stateOf(id)).toBe('waiting');
    const { to } = await go(`/enquiry/${id}/hand-over`, { form: formIn(result.text) });
    const given = await go(to as string);
    expect(given.text).toContain('已经交出');
    expect(await stateOf(id)).toBe('complete');
    expect((await go(`/enquiry/${id}`)).status).toBe(410);
  });

  it('registers the consent by the digest of what was on screen', async () => {
    const id = await open();
    const { go, signIn, formIn } = visitor();
    const consent = await signIn(id, 'sharer');
    const shown = /摘要 ([0-9a-f]{16})/.exec(consent.text)?.[1];
    await go(`/enquiry/${id}/agree`, { form: formIn(consent.text) });
    const row = await city.gateway.world.db
      .selectFrom('authorisation')
      .select(['evidence_digest', 'categories', 'uses_max'])
      .where('organisation', '=', 'qz-loans')
      .orderBy('recorded_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(row.evidence_digest.slice(0, 16)).toBe(shown);
    expect(row).toMatchObject({ categories: ['positive-record'], uses_max: 1 });
  });

  it('of somebody else than expected looks nobody up', async () => {
    const { world } = city.gateway;
    const id = await open({ expect_subject: Buffer.from(world.index.subject('resident-id', '330899189001010010')) });
    const { go, signIn, formIn } = visitor();
    const before = await city.entries();
    const consent = await signIn(id, 'sharer');
    expect((await go(`/enquiry/${id}/agree`, { form: formIn(consent.text) })).text).toContain('这次请求不是发给你的');
    expect([await city.entries(), await stateOf(id)]).toEqual([before, 'waiting']);
  });

  it('is refused to who proves no real name and number', async () => {
    const id = await open();
    const { go, formIn } = visitor();
    const start = await go(`/enquiry/${id}`);
    let next = (await go(`/enquiry/${id}/login`, { form: formIn(start.text) })).to;
    next = (await go(next as string)).to;
    let page = await go(next as string, { user: 'limin' });
    while (page.to) page = await go(page.to);
    expect(page.text).toContain('这个账号没有实名核验');
  });

  it.each(['login', 'agree', 'hand-over', 'leave'])(
    'takes no %s from another site’s page, or another browser',
    async (step) => {
      const id = await open();
      const { go, signIn, formIn } = visitor();
      const consent = await signIn(id, 'sharer');
      for (const form of [{ form: 'guess' }, {} as Record<string, string>])
        expect((await go(`/enquiry/${id}/${step}`, form)).text).toContain('这次请求已经结束');
      const stolen = await visitor().go(`/enquiry/${id}/${step}`, { form: formIn(consent.text) });
      expect(stolen.text).toContain('这次请求已经结束');
      expect(await stateOf(id)).toBe('waiting');
    },
  );

  it('keeps what it knows of the person sealed, in no frame and in no cache', async () => {
    const id = await open();
    const { signIn, cookies } = visitor();
    const { headers } = await signIn(id, 'sharer');
    const sealed = cookies.get(new URL(url).host)?.get(`__Host-duecheck-window-${id}`) ?? '';
    expect(sealed.split('.')).toHaveLength(5);
    expect(Buffer.from(sealed, 'base64url').toString()).not.toMatch(/陶|330899/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('answers a fault of ours, and an address that is none, with a page that repeats nothing', async () => {
    const id = await open();
    const { db } = city.gateway.world;
    const { sql } = await import('kysely');
    await sql`alter table widget_session rename to elsewhere`.execute(db);
    const broken = await visitor().go(`/enquiry/${id}`);
    await sql`alter table elsewhere rename to widget_session`.execute(db);
    expect([broken.status, broken.text.includes('现在打不开')]).toEqual([503, true]);
    const nowhere = await visitor().go(`/nowhere/${id}`);
    expect([nowhere.status, nowhere.text.includes('这次请求已经结束')]).toEqual([404, true]);
    for (const { text } of [broken, nowhere]) expect(text).not.toMatch(/widget_session|nowhere|cs_/);
  });

  it('says the same of what never was, what is over and what is too old', async () => {
    const never = newId('cs', { now: Date.now(), random: new Uint8Array(16) });
    const closed = await open({ state: 'closed' });
    const old = await open({ expires_at: new Date(Date.now() - 1) });
    const pages = await Promise.all([never, closed, old, 'x'].map((id) => visitor().go(`/enquiry/${id}`)));
    expect(new Set(pages.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(pages[0]?.status).toBe(410);
  });
});

describe.each([
  ['zh-CN', 360],
  ['zh-CN', 1100],
  ['en', 360],
] as const)('in a browser, %s, %i px wide', (locale, width) => {
  it.each(['light', 'dark'] as const)(
    '%s: is walked by keyboard, without a script, and axe finds nothing',
    async (colorScheme) => {
      const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 740 } });
      try {
        const page = await context.newPage();
        const faults: string[] = [];
        const keep = async (name: string) => {
          await page.screenshot({ path: `${SHOTS}window-${locale}-${width}-${colorScheme}-${name}.png` });
          faults.push(...(await violations(page.mainFrame())).map((fault) => `${name}: ${fault}`));
        };
        const id = await open();
        await page.goto(`${url}/enquiry/${id}`);
        await keep('start');
        // The partner's own words are words.
        expect(await page.locator('main b').count()).toBe(0);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: '陶听雨' }).press('Enter');
        await page.waitForURL('**/consent');
        await keep('consent');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/agree');
        await keep('result');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/given');
        await keep('given');
        expect(await stateOf(id)).toBe('complete');
        expect(faults).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});
