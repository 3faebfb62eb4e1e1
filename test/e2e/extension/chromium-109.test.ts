/** What the manifest promises: the built scripts and pages run in Chromium 109, draw, and throw nothing. */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PAGE, wordsIn } from '@duecheck/core/text';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './support/clerk.ts';
import { type Host, startHost } from './support/host.ts';
import { listen, type Running } from './support/http.ts';
import { hiringBinding } from './support/lists.ts';
import { hasOldest, type Oldest, openOldest } from './support/oldest-chromium.ts';
import { CLEAR, PEOPLE } from './support/outcomes.ts';
import { SHOTS } from './support/shots.ts';

const DIST = fileURLToPath(new URL('../../../dist/chrome-mv3/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
const TICKET = '0192f0c8-0000-4000-8000-000000000001';
const shown = { number: '330*************10', name: '张**' };
const at = '2026-11-24T01:41:00.000Z';

/** As the worker answers, shortened to what the pages need to draw. */
const REPLIES = {
  'popup.state': {
    language: 'zh-CN',
    setup: 'ready',
    news: [],
    lists: { version: '2026.11.1', refused: null },
    signedIn: { organisations: ['市人力社保局'], decides: true },
    waiting: [{ id: 'out_1', title: '公务员录用', mask: '张** 330*************10', decidedAt: at, refused: null }],
    delivered: [],
    uncovered: [],
    stale: [],
  },
  'batch.setup': {
    language: 'zh-CN',
    setup: 'ready',
    signedIn: true,
    reviewer: false,
    demoDate: null,
    most: { bytes: 10_000_000, people: 10_000 },
  },
  'batch.choices': { ok: true, answer: [] },
  'batch.list': { ok: true, answer: [] },
  'popup.gateway': { owed: [], releases: [], alerts: [], demoDate: null },
  'card.load': {
    language: 'zh-CN',
    words: {
      title: '公务员录用',
      purpose: '',
      organisation: '市人力社保局',
      notice: '',
      authorisable: [],
      measures: {},
      bases: {},
      queryBases: [],
      kinds: {},
      documents: {},
    },
    case: { key: '412', label: 'RL-2026-0412', part: '1' },
    subject: shown,
    control: { id: 'hire', label: '录用', effect: 'favourable' },
    controls: [{ id: 'hire', label: '录用', effect: 'favourable' }],
    intro: 'check',
    draft: null,
    owed: false,
  },
  'card.check': {
    intent: 'i',
    reply: {
      ok: true,
      answer: {
        checkId: 'chk_0192f0c8-0000-7000-8000-000000000001',
        entry: 'ent_0192f0c8-0000-7000-8000-000000000001',
        registeredAt: at,
        freshUntil: '2099-01-01T00:00:00.000Z',
        legalToday: '2026-11-24',
        decisionPoint: 'civil-service-hiring',
        case: { key: '412', label: 'RL-2026-0412', part: '1' },
        subject: shown,
        catalogueVersion: '1',
        outcome: CLEAR,
      },
    },
  },
  'card.due': {
    ok: true,
    answer: {
      due: 'mandatory',
      holds: true,
      needsAuthorisation: false,
      lastCheckAt: null,
      freshUntil: null,
      openDecision: null,
      legalToday: '2026-11-24',
    },
  },
};

describe.skipIf(!hasOldest)('in Chromium 109', () => {
  let oldest: Oldest;
  let host: Host;
  let files: Running;
  beforeAll(async () => {
    await mkdir(SHOTS, { recursive: true });
    [oldest, host] = [await openOldest(), await startHost(PEOPLE)];
    files = await listen(async (request, response) => {
      const path = new URL(request.url ?? '/', 'http://files').pathname.slice(1);
      try {
        const body = await readFile(DIST + path.replaceAll('..', ''));
        response.setHeader('content-type', `${TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain'}; charset=utf-8`);
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
  });
  afterAll(() => Promise.all([oldest?.close(), host?.close(), files?.close()]));

  it('is that browser', async () => {
    expect(await oldest.version()).toMatch(/^109\./);
  });

  it('the content script shows its banner, holds a press and offers to check now', async () => {
    const setup = {
      language: 'zh-CN',
      words: wordsIn(PAGE, 'zh-CN'),
      styles: '',
      steps: [{ binding: hiringBinding(host.origin), title: '公务员录用' }],
    };
    const { page, thrown } = await oldest.open({
      replies: {
        'page.hello': setup,
        'page.due': { kind: 'due', due: 'mandatory', standing: 'not-done' },
        'page.number': { kind: 'resident-id', number: '330899189001010010' },
        'gate.press': { next: 'ask', why: 'check' },
      },
    });
    await page.goto(`${host.origin}/`);
    await until(() => page.evaluate(() => 'people' in globalThis)).toBe(true);
    await page.addScriptTag({ content: await readFile(`${DIST}bound.js`, 'utf8') });
    await page.evaluate(() => {
      const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
      scope.show(scope.people.find(({ id }) => id === '412'));
    });
    await until(() => page.evaluate(() => document.querySelector('html > div[lang]') !== null)).toBe(true);
    await page.click('#hire');
    const ours = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.style.zIndex);
    await until(ours).toBe('2147483647');
    await page.screenshot({ path: `${SHOTS}109-page.png` });
    expect(host.sent).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 450));
    await page.keyboard.press('Enter');
    const asked = () => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    await until(asked).toContain('card.open');
    expect(thrown).toEqual([]);
  });

  it.each([
    ['card', `card.html#${TICKET}`, '张**'],
    ['popup', 'popup.html', '待补查 1 笔'],
    ['batch', 'batch.html', '批量'],
    ['paper', 'paper.html', ''],
  ])('the %s draws', async (name, path, text) => {
    const { page, thrown } = await oldest.open({ replies: REPLIES });
    await page.goto(`http://127.0.0.1:${files.port}/${path}`);
    await until(() => page.evaluate(() => document.body.textContent)).toContain(text);
    await until(() => page.evaluate(() => document.body.textContent.trim().length)).toBeGreaterThan(0);
    await page.screenshot({ path: `${SHOTS}109-${name}.png` });
    expect(thrown).toEqual([]);
  });

  it('the worker’s script starts', async () => {
    const { page, thrown } = await oldest.open({ replies: {} });
    await page.goto(`http://127.0.0.1:${files.port}/paper.html`);
    await page.addScriptTag({ url: '/background.js' });
    expect(thrown).toEqual([]);
  });
});
