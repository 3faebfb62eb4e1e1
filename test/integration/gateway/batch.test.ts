/** A round of many: each a lookup of its own, killed and gone on with, told only while it stands. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { SourceFault, type UpstreamAnswer } from '../../../gateway/sources/source.ts';
import { type Acts, actsIn, asked } from './acts.ts';
import { type Answer, type City, ORIGIN, openCity, POINT, TOUR } from './city.ts';
import { startRound, workOff } from './rounds.ts';

let city: City;
let acts: Acts;
let act: () => Promise<UpstreamAnswer>;
const answers = async (): Promise<UpstreamAnswer> => ({ records: [], identity: 'confirmed' });

beforeAll(async () => {
  // A category that no row of these tests reads: a platform is there, and is asked only where a test says so.
  city = await openCity({ upstream: [{ id: 'city', categories: ['conscription-evasion'], ask: () => act() }] });
  acts = actsIn(city);
});
beforeEach(() => {
  act = answers;
});
afterAll(() => city.close());

const row = ({ shown }: TourPerson, key: string) => [shown.name, shown.number, key, `RL-${key}`];
const LIST = (tag: string) => [
  row(TOUR.a, `${tag}-a`),
  row(TOUR.b, `${tag}-b`),
  row(TOUR.c, `${tag}-c`),
  row(TOUR.mismatch, `${tag}-m`),
  row(TOUR.wrongDigit, `${tag}-w`),
];

const start = (
  rows: readonly (readonly string[])[],
  {
    user = 'limin',
    round = '2026 春',
    key = randomUUID(),
    query = {},
  }: { user?: string; round?: string; key?: string; query?: object } = {},
): Promise<Answer> =>
  startRound(city, rows, { user, key, decisionPoint: 'civil-service-hiring', origin: ORIGIN, round, ...query });
const work = () => workOff(city);
const get = async (id: string, what = '', user = 'limin') => city.call(user, 'GET', `/v1/batches/${id}${what}`);
const items = async (id: string, query = '') => (await get(id, `/items${query}`)).body.items;
const entriesOf = (round: string) =>
  city.gateway.world.db.selectFrom('register_entry').selectAll().where('round', '=', round).orderBy('id').execute();

describe('a batch', () => {
  it('looks everybody up by themselves: INTENT and RESULT each, and a row that names nobody stops no other', async () => {
    const { status, body } = await start(LIST('one'), { round: 'one' });
    expect([status, body.state, body.total]).toEqual([202, 'running', 5]);
    await work();
    const { body: done } = await get(body.batchId);
    expect(done).toMatchObject({ state: 'done', done: 5 });
    expect(done.counts).toMatchObject({ clear: 2, findings: 1, mismatch: 1, invalid: 1, waiting: 0 });
    const entries = await entriesOf('one');
    const of = (type: string) => entries.filter((entry) => entry.type === type).length;
    expect([
      of('batch.started'),
      of('check.intent'),
      of('check.result'),
      of('check.refused'),
      of('batch.ended'),
    ]).toEqual([1, 4, 3, 1, 1]);
    for (const { type, flags, subject_key } of entries) {
      if (!type.startsWith('check.')) continue;
      expect(flags).toContain('batch');
      expect(subject_key).not.toBeNull();
    }
    const told = await items(body.batchId);
    expect(told.map((one: { class: string }) => one.class)).toEqual([
      'clear',
      'findings',
      'clear',
      'mismatch',
      'invalid',
    ]);
    expect(told[4]).toMatchObject({ code: 'subject-invalid', caseLabel: null, subject: null });
    expect(JSON.stringify(told)).not.toContain(TOUR.a.shown.number);
    expect(JSON.stringify(told)).not.toContain(TOUR.a.shown.name);
  });

  it('is one batch however often the same list is sent with the same key', async () => {
    const first = await start(LIST('same'), { key: 'same-list-0001', round: 'same' });
    const second = await start(LIST('same'), { key: 'same-list-0001', round: 'same' });
    expect(second.body.batchId).toBe(first.body.batchId);
    const other = await start(LIST('other'), { key: 'same-list-0001', round: 'same' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    await work();
  });

  it('binds each case to its person: somebody else’s case looks nobody up', async () => {
    await city.check(TOUR.a, { caseKey: 'taken-b' });
    const { body } = await start(LIST('taken'), { round: 'taken' });
    await work();
    const [, b] = await items(body.batchId);
    expect(b).toMatchObject({ class: 'refused', code: 'subject-mismatch', checkId: null });
  });

  it('is not there for another office, and not for a row that is checked one by one', async () => {
    const { body } = await start(LIST('mine'), { round: 'mine' });
    for (const user of ['linna', 'zhaoping', 'sunhao']) expect((await get(body.batchId, '', user)).status).toBe(404);
    const query = { decisionPoint: 'cadre-appointment', origin: 'http://cadre.localhost:7412' };
    expect((await start(LIST('cadre'), { query })).body.code).toBe('batch-not-allowed');
    expect((await start(LIST('role'), { user: 'linna' })).body.code).toBe('role-missing');
    await work();
  });

  it.each([
    ['nothing', [], 'batch-empty'],
    ['a table without a case', [['张三']], 'batch-unreadable'],
  ])('takes no list of %s', async (_, rows, code) => {
    const before = await city.entries();
    const body =
      code === 'batch-empty'
        ? csvText([['姓名', '证件号码', '业务流水号']])
        : csvText([['姓名', '证件号码'], ...rows.map(() => ['江一鸣', TOUR.a.shown.number])]);
    const response = await fetch(
      `${city.url}/v1/batches?${new URLSearchParams({ decisionPoint: 'civil-service-hiring', origin: ORIGIN, round: 'x' })}`,
      {
        method: 'POST',
        headers: { authorization: 'Bearer limin', 'content-type': 'text/csv', 'idempotency-key': randomUUID() },
        body,
      },
    );
    expect(((await response.json()) as { code: string }).code).toBe(code);
    expect(await city.entries()).toBe(before);
  });
});

describe('who may go on', () => {
  it('stops at a pause, goes on where it stood, and ends for good at a cancellation', async () => {
    const { body } = await start(LIST('pause'), { round: 'pause' });
    const say = (what: string) => city.call('limin', 'POST', `/v1/batches/${body.batchId}/${what}`);
    expect((await say('pause')).body).toMatchObject({ state: 'paused', pausedBecause: 'asked' });
    await work();
    expect((await get(body.batchId)).body.done).toBe(1);
    expect((await say('resume')).body.state).toBe('running');
    expect((await say('cancel')).body.state).toBe('cancelled');
    await work();
    expect((await get(body.batchId)).body).toMatchObject({ state: 'cancelled', done: 1 });
    expect((await say('resume')).body.code).toBe('state-conflict');
    expect((await entriesOf('pause')).map(({ type }) => type)).toEqual(['batch.started', 'batch.ended']);
  });

  it('looks at nobody once the starter’s role is gone', async () => {
    const { body } = await start(LIST('gone'), { round: 'gone' });
    await acts.withoutRole('limin', work);
    expect((await get(body.batchId)).body).toMatchObject({ state: 'paused', pausedBecause: 'role', done: 1 });
    expect((await entriesOf('gone')).filter(({ type }) => type.startsWith('check.'))).toEqual([]);
  });

  it('waits for a second person where the list is longer than one may start, and never for the starter', async () => {
    const limit = (what: string, most: number) =>
      city.post('sunhao', '/v1/limits', { organisation: 'qz-rsj', what, most, reason: '测试' });
    await limit('batch-without-release', 3);
    const { body } = await start(LIST('long'), { round: 'long' });
    expect(body.state).toBe('needs-release');
    const answer = (user: string) =>
      city.call(user, 'POST', `/v1/batches/${body.batchId}/release`, { answer: 'give', reason: '已核对名单' });
    expect((await answer('limin')).body.code).toBe('role-missing');
    await work();
    expect((await get(body.batchId)).body.done).toBe(1);
    expect((await answer('wangjun')).body.state).toBe('running');
    await limit('batch-without-release', 20_000);
    await work();
    expect((await get(body.batchId)).body.state).toBe('done');
    await limit('batch-subjects', 4);
    expect((await start(LIST('many'))).body.code).toBe('quota-exceeded');
    await limit('batch-subjects', 100_000);
  });

  it('pauses where too many names do not fit their numbers: a list is no way to guess', async () => {
    const rows = Array.from({ length: 25 }, (_, n) => row(TOUR.mismatch, `guess-${n}`));
    const { body } = await start(rows, { round: 'guess' });
    await work();
    expect((await get(body.batchId)).body).toMatchObject({ state: 'paused', pausedBecause: 'mismatches' });
  });
});

describe('what is told of a member', () => {
  it('ends when a record behind it changes, and with the row’s freshness', async () => {
    const { body } = await start(LIST('told'), { round: 'told' });
    await work();
    const check = (await items(body.batchId, '?class=findings'))[0].checkId;
    const shown = await city.gateway.world.db
      .selectFrom('shown_record')
      .innerJoin('register_entry', 'register_entry.id', 'shown_record.entry')
      .select('shown_record.record')
      .where('register_entry.check_id', '=', check)
      .executeTakeFirstOrThrow();
    const state = (to: string) =>
      city.post('sunhao', `/v1/records/${shown.record}/state`, {
        state: to,
        documentNumber: '演异〔2026〕1号',
        reason: '异议',
        ...(to === 'disputed' ? { disputeDueBy: '2026-12-31' } : {}),
      });
    expect((await state('disputed')).status).toBe(200);
    expect((await items(body.batchId))[1].class).toBe('look-again');
    expect((await get(body.batchId)).body.counts).toMatchObject({ findings: 0, 'look-again': 1 });
    await state('effective');
    city.shift(25 * 3_600_000);
    await city.gateway.world.register.sequence();
    expect((await get(body.batchId)).body.counts).toMatchObject({ clear: 0, 'look-again': 3 });
    city.shift(-25 * 3_600_000);
  });

  it('is never clear where a platform did not answer; it is asked again, and then owed', async () => {
    act = async () => {
      throw new SourceFault('maintenance', 'double');
    };
    const asks = await openCity({ upstream: [{ id: 'city', categories: ['exam-integrity'], ask: () => act() }] });
    try {
      const before = city;
      city = asks;
      const { body } = await start(LIST('down'), { round: 'down' });
      await work();
      const { body: now } = await get(body.batchId);
      expect(now.counts).toMatchObject({ clear: 0, findings: 0, unchecked: 3 });
      expect(now.state).toBe('running');
      act = answers;
      asks.shift(31_000);
      await asks.gateway.world.register.sequence();
      await work();
      expect((await get(body.batchId)).body).toMatchObject({
        state: 'done',
        counts: { clear: 2, findings: 1, unchecked: 0 },
      });
      city = before;
    } finally {
      await asks.close();
    }
  });

  it('of a second run says who changed, and nothing of what was there before', async () => {
    const { body: first } = await start(LIST('again'), { round: 'again' });
    await work();
    const { body: second } = await city.post('limin', `/v1/batches/${first.batchId}/rerun`, {});
    await work();
    const { body } = await get(second.batchId, '/differences');
    expect(body).toEqual({ items: [], total: 0 });
    expect((await get(first.batchId, '/differences')).body.code).toBe('state-conflict');
  });
});

describe('results to take away', () => {
  it.each(['ndjson', 'csv', 'xlsx'])('as %s look everybody up again, and name nobody in full', async (format) => {
    const { body } = await start(LIST(`file-${format}`), { round: `file-${format}` });
    await work();
    const before = await entriesOf(`file-${format}`);
    const response = await fetch(`${city.url}/v1/batches/${body.batchId}/results?format=${format}`, {
      headers: { authorization: 'Bearer limin' },
    });
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    const after = (await entriesOf(`file-${format}`)).slice(before.length);
    expect(after[0]?.type).toBe('export');
    expect(after.filter(({ type }) => type === 'check.intent')).toHaveLength(4);
    for (const { flags, type } of after.slice(1)) expect([type, flags.includes('download')]).toEqual([type, true]);
    const text = bytes.toString('utf8');
    for (const { shown } of [TOUR.a, TOUR.b]) {
      expect(text).not.toContain(shown.number);
      expect(text).not.toContain(shown.name);
    }
    if (format === 'ndjson') {
      const rows = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows).toHaveLength(5);
      expect(rows[1].outcome.records[0].documentNumber).toBeTruthy();
    }
    if (format === 'csv') expect(text.split('\r\n').filter((line) => line !== '')).toHaveLength(6);
    if (format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('are nobody’s who lost the post', async () => {
    const { body } = await start(LIST('lost'), { round: 'lost' });
    await work();
    await acts.withoutRole('limin', async () => {
      expect((await get(body.batchId, '/results?format=csv')).status).toBe(404);
    });
  });
});

describe('the decision of a round', () => {
  it('is one decision a clear member, one receipt for all, good once for each of them and for nobody else', async () => {
    const { body } = await start(LIST('round'), { round: 'round' });
    await work();
    const path = `/v1/batches/${body.batchId}`;
    const decided = await city.post('limin', `${path}/decision`, { effect: 'favourable', reason: '考察合格，拟录用' });
    expect([decided.status, decided.body.state]).toEqual([202, 'deciding']);
    await work();
    expect((await get(body.batchId)).body).toMatchObject({ state: 'done', decided: 2, receipt: { n: 2 } });
    const entries = await entriesOf('round');
    expect(entries.filter(({ type }) => type === 'batch.decided')).toHaveLength(1);
    const { body: receipt } = await get(body.batchId, '/receipt');
    expect(receipt).toMatchObject({ n: 2, effect: 'favourable' });
    const pass = (key: string, token = receipt.token) =>
      city.authorize({ ...asked(key, 'favourable', { 'credit-check-receipt': token }) }, POINT.key);
    expect((await pass('round-a')).status).toBe(204);
    expect((await pass('round-a')).status).toBe(204);
    const elsewhere = {
      ...asked('round-a', 'favourable', { 'credit-check-receipt': receipt.token }),
      'x-duecheck-uri': '/other',
    };
    expect((await city.authorize(elsewhere, POINT.key)).headers.get('x-duecheck-code')).toBe('already-used');
    expect((await pass('round-b')).headers.get('x-duecheck-code')).toBe('case-mismatch');
    expect((await pass('nobody')).headers.get('x-duecheck-code')).toBe('case-mismatch');
    const at = receipt.token.length - 10; // within the signature
    const flipped = `${receipt.token.slice(0, at)}${receipt.token[at] === 'A' ? 'B' : 'A'}${receipt.token.slice(at + 1)}`;
    expect((await pass('round-c', flipped)).status).toBe(403);
    expect((await pass('round-c')).status).toBe(204);
    expect((await get(body.batchId, '/receipt')).body.token).toBe(receipt.token);
    const again = await city.post('limin', `${path}/decision`, { effect: 'favourable', reason: '再来' });
    expect(again.body.code).toBe('state-conflict');
  });
});

describe('two gateways', () => {
  it('look at nobody twice', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => row([TOUR.a, TOUR.c][n % 2] as TourPerson, `two-${n}`));
    const { body } = await start(rows, { round: 'two' });
    await Promise.all([work(), work(), work()]);
    await expect.poll(async () => (await get(body.batchId)).body.state, { timeout: 30_000 }).toBe('done');
    const entries = await entriesOf('two');
    expect(entries.filter(({ type }) => type === 'check.intent')).toHaveLength(450);
    expect(new Set(entries.filter(({ type }) => type === 'check.result').map((e) => e.check_id)).size).toBe(450);
  });
});
