/** What a check does with sources that are not its own: asked after the INTENT, never taken for clear when they fail. */
import type { CreditRecord } from '@duecheck/core/assess';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generatePeople } from '../../../demo/people/index.ts';
import {
  SOURCE_FAULTS,
  SourceFault,
  type UpstreamAnswer,
  type UpstreamQuery,
  type UpstreamSource,
} from '../../../gateway/sources/source.ts';
import { type City, openCity, SETTLING, TITLES, TOUR } from './city.ts';

type Act = (query: UpstreamQuery) => Promise<UpstreamAnswer>;
const NOTHING: UpstreamAnswer = { records: [], identity: 'confirmed' };

let city: City;
let act: Record<'city' | 'province', Act>;
const asked: UpstreamQuery[] = [];

const double = (id: 'city' | 'province', categories: readonly string[]): UpstreamSource => ({
  id,
  categories,
  ask: (query) => {
    asked.push(query);
    return act[id](query);
  },
});

beforeAll(async () => {
  city = await openCity({
    upstream: [
      double('city', ['exam-integrity', 'dishonest-judgment-debtor']),
      double('province', ['criminal-judgment']),
    ],
  });
});
beforeEach(() => {
  asked.length = 0;
  act = { city: async () => NOTHING, province: async () => NOTHING };
});
afterAll(() => city.close());

const cheated = (more: Partial<CreditRecord> = {}): CreditRecord => ({
  id: 'rec_theirs',
  type: 'exam-integrity',
  category: 'exam-integrity',
  behaviour: 'civil-exam-cheating',
  organ: '演示省公务员主管部门',
  documentNumber: '演考处〔2026〕99号',
  item: 'exam-integrity',
  decidedOn: '2026-03-02' as never,
  publishUntil: null,
  useUntil: null,
  retainUntil: null,
  state: 'effective',
  facts: {},
  source: { id: 'city', asOf: '2026-11-20T00:00:00.000Z' },
  fields: {},
  ...more,
});

async function outside<T extends object>(sql: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: city.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

describe('a platform', () => {
  it('is asked only when the INTENT is durable: another connection sees it at the moment of the call', async () => {
    let seen = -1;
    act.city = async () => {
      const rows = await outside<{ n: number }>(
        `select count(*)::int as n from register_entry where type = 'check.intent' and case_key is not null
          and check_id not in (select check_id from register_entry where type = 'check.result' and check_id is not null)`,
        [],
      );
      seen = rows[0]?.n ?? 0;
      return NOTHING;
    };
    await city.check(TOUR.a, { caseKey: 'u-1' });
    expect(seen).toBe(1);
    expect(asked).toHaveLength(2);
  });

  it('is told one person, one case and the categories of the row, and never who asks', async () => {
    await city.check(TOUR.a, { caseKey: 'u-2' });
    const [question] = asked as [UpstreamQuery];
    expect(question.categories).toContain('exam-integrity');
    expect(question.categories).not.toContain('positive-listing');
    expect(JSON.stringify({ ...question, subjectKey: '' })).not.toContain('limin');
  });

  it('is not asked where its records are none of the row’s business, nor where the gate refuses', async () => {
    const settling = {
      decisionPoint: SETTLING.decisionPoint,
      case: { key: 'u-3', label: 'u-3' },
      subject: { kind: 'resident-id', number: TOUR.a.shown.number, name: TOUR.a.shown.name },
      origin: SETTLING.origin,
    };
    await city.post('wugang', '/v1/checks', settling);
    await city.check(TOUR.a, { caseKey: 'u-4', user: 'linna' });
    expect(asked).toEqual([]);
  });

  it.each(SOURCE_FAULTS)('that fails with “%s” leaves the person not checked yet, never clear', async (code) => {
    act.city = async () => {
      throw new SourceFault(code, 'double');
    };
    const { body } = await city.check(TOUR.a, { caseKey: `u-f-${code}` });
    expect(body.outcome).toMatchObject({ kind: 'unknown', missing: ['city'] });
    expect(body.outcome.dueBy > body.legalToday).toBe(true);
    expect(body.outcome).not.toHaveProperty('incentives');
  });

  it('that fails keeps what the others know: restrictions rest on it, incentives do not', async () => {
    act.province = async () => {
      throw new SourceFault('maintenance', 'double');
    };
    const { body } = await city.check(TOUR.b, { caseKey: 'u-5' });
    expect(body.outcome.kind).toBe('unknown');
    expect(body.outcome.missing).toEqual(['province']);
    expect(body.outcome.known.records).toHaveLength(1);
    expect(body.outcome.known.restrictions.length).toBeGreaterThan(0);
  });

  it('that says the name does not fit has looked nobody up, where our own registry knows better', async () => {
    act.city = async () => ({ records: [], identity: 'mismatch' });
    expect((await city.check(TOUR.a, { caseKey: 'u-6' })).body.outcome).toMatchObject({
      kind: 'unknown',
      missing: ['city'],
    });
  });

  it('counts where nobody else compared the name: its mismatch is one, and its word confirms', async () => {
    const stranger = { ...TOUR.a, shown: { name: '江一鸣', number: '33089918900101007X' } };
    expect((await city.check(stranger, { caseKey: 'u-7' })).body.outcome).toMatchObject({
      kind: 'clear',
      identity: 'confirmed',
    });
    act.city = async () => ({ records: [], identity: 'mismatch' });
    expect((await city.check(stranger, { caseKey: 'u-8' })).body.outcome.reason).toBe('identity-mismatch');
  });

  it('brings a record that is shown with its own source and date', async () => {
    act.city = async () => ({ records: [cheated()], identity: 'confirmed' });
    const { body } = await city.check(TOUR.a, { caseKey: 'u-9' });
    expect(body.outcome.records).toMatchObject([
      { id: 'rec_theirs', source: { id: 'city', asOf: '2026-11-20T00:00:00.000Z' } },
    ]);
  });

  it('brings the same record as city, province and own store: it is shown once', async () => {
    const own = await city.check(TOUR.b, { caseKey: 'u-10' });
    const [record] = own.body.outcome.records;
    const spelt = (documentNumber: string) =>
      cheated({ organ: record.organ, documentNumber, decidedOn: record.decidedOn });
    act.city = async () => ({
      records: [spelt(record.documentNumber.replace('〔', '[').replace('〕', ']'))],
      identity: 'confirmed',
    });
    act.province = async () => ({ records: [spelt(` ${record.documentNumber} `)], identity: 'confirmed' });
    const { body } = await city.check(TOUR.b, { caseKey: 'u-11' });
    expect(body.outcome.records).toHaveLength(1);
    expect(body.outcome.records[0].id).toBe(record.id);
  });

  it('that disputes a record makes it disputed, and it offers no restriction alone any more', async () => {
    const [record] = (await city.check(TOUR.b, { caseKey: 'u-12' })).body.outcome.records;
    const copy = cheated({ organ: record.organ, documentNumber: record.documentNumber, state: 'disputed' });
    act.city = async () => ({ records: [copy], identity: 'confirmed' });
    const { body } = await city.check(TOUR.b, { caseKey: 'u-13' });
    expect(body.outcome.records[0].state).toBe('disputed');
    expect(body.outcome.restrictions).toEqual([]);
  });

  it('that has not heard of a repair brings nothing back', async () => {
    const row = await city.gateway.world.db
      .selectFrom('credit_record')
      .select(['id', 'type', 'category', 'organ'])
      .where('state', '=', 'repaired')
      .where('category', '=', 'dishonest-judgment-debtor')
      .executeTakeFirstOrThrow();
    const { number, name } = TOUR.repaired.shown;
    const { legalToday: today } = (await city.call('', 'GET', '/v1/clock')).body;
    const mine = generatePeople({ seed: 'city', today, count: 100 }).records.find(
      (one) => one.subject.number === number,
    );
    expect(mine?.type).toBe(row.type);
    act.city = async () => ({
      records: [cheated({ ...mine, id: 'rec_stale', state: 'effective', useUntil: null } as never)],
      identity: 'confirmed',
    });
    const { body } = await city.check({ ...TOUR.repaired, shown: { number, name } }, { caseKey: 'u-14' });
    expect(body.outcome.kind).toBe('clear');
    expect(JSON.stringify(body)).not.toContain('rec_stale');
  });
});

describe('while platforms are asked', () => {
  it('a second request with the same key joins the check, and is registered for itself', async () => {
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    act.city = async () => {
      await gone;
      return NOTHING;
    };
    const first = city.check(TOUR.a, { caseKey: 'w-1', key: 'while-asked-01' });
    await expect.poll(() => asked.length).toBe(2);
    const second = city.check(TOUR.a, { caseKey: 'w-1', key: 'while-asked-01' });
    await expect.poll(() => asked.length).toBe(4);
    go();
    const [a, b] = await Promise.all([first, second]);
    expect(a.body.checkId).toBe(b.body.checkId);
    expect(a.body.entry).not.toBe(b.body.entry);
  });

  it('a withdrawn authorisation ends the lookup: what they answer is not told', async () => {
    const { body: given } = await authorise();
    act.city = async () => {
      const path = `/v1/authorisations/${given.authorisationId}/withdraw`;
      expect((await city.post('limin', path, { reason: '本人撤回' })).body.state).toBe('withdrawn');
      return { records: [cheated()], identity: 'confirmed' };
    };
    const { body } = await title('w-2');
    expect(body.outcome).toEqual({ kind: 'refused', reason: 'no-authorisation', holds: false });
  });

  it('a case keeps its first person, and a mismatch lets it go', async () => {
    act.city = async () => ({ records: [], identity: 'mismatch' });
    const stranger = { ...TOUR.a, shown: { name: '江一鸣', number: '33089918900101007X' } };
    await city.check(stranger, { caseKey: 'w-3' });
    act.city = async () => NOTHING;
    expect((await city.check(TOUR.a, { caseKey: 'w-3' })).body.outcome.kind).toBe('clear');
    expect((await city.check(TOUR.c, { caseKey: 'w-3' })).body.code).toBe('subject-mismatch');
  });

  const at = {
    decisionPoint: TITLES.decisionPoint,
    origin: TITLES.origin,
    subject: { kind: 'resident-id', number: TOUR.a.shown.number, name: TOUR.a.shown.name },
  };
  const authorise = async () => {
    const { legalToday } = (await city.call('', 'GET', '/v1/clock')).body;
    return city.post('limin', '/v1/authorisations', {
      ...at,
      from: legalToday,
      until: legalToday,
      uses: 3,
      evidence: { kind: 'electronic', digest: 'ab'.repeat(32), givenOn: legalToday },
    });
  };
  const title = (key: string) => city.post('limin', '/v1/checks', { ...at, case: { key, label: key } });
});
