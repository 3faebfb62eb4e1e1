/** An auditor's search: what finds what, what is not told, who may ask, and that each question is itself in the register. */
import { setTimeout as delay } from 'node:timers/promises';
import { AuditSearchAnswer } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBounded } from '../../../gateway/audit/read-bounded.ts';
import { openEntry } from '../../../gateway/register/open-envelope.ts';
import { type Acts, AT, actsIn } from '../gateway/acts.ts';
import { type City, ISSUER, openCity, TOUR } from '../gateway/city.ts';
import { type Auditors, auditorsIn } from './auditors.ts';

let city: City;
let acts: Acts;
let auditors: Auditors;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  auditors = await auditorsIn(city);
  await acts.checked(TOUR.a, 's-1');
  await acts.checked(TOUR.b, 's-2');
  const { checkId } = await acts.checked(TOUR.c, 's-3');
  await acts.decide(checkId, { effect: 'favourable', reason: '合格' });
});
afterAll(() => city.close());

const ofCheck = { types: ['check.result'] };
const number = ({ shown }: (typeof TOUR)['a']) => ({ kind: 'resident-id', number: shown.number });
/** Cases by which results are told apart. */
const casesOf = async (filters: object, user?: string) =>
  (await auditors.found({ ...ofCheck, ...filters }, {}, user)).map(({ columns }) => columns?.caseKey).sort();
const caseKey = async (key: string) => (await casesOf({ case: { ...AT, key } }))[0];

describe('a search', () => {
  it('finds by every keyed column, without keeping what was typed', async () => {
    const [one, two] = [await caseKey('s-1'), await caseKey('s-2')];
    expect(one).not.toBe(two);
    expect(await casesOf({ subject: number(TOUR.a) })).toEqual([one]);
    expect(await casesOf({ name: TOUR.b.shown.name })).toEqual([two]);
    expect(await casesOf({ surname: TOUR.b.shown.name.slice(0, 1) })).toContain(two);
    expect(await casesOf({ subject: number(TOUR.a), name: TOUR.b.shown.name })).toEqual([]);
    expect(await casesOf({ case: { ...AT, key: 's-1', decisionPoint: 'title-review' } })).toEqual([]);
  });

  it('finds by every clear column', async () => {
    const [result] = await auditors.found({ ...ofCheck, case: { ...AT, key: 's-3' } });
    const columns = result?.columns;
    const [decided] = await auditors.found({ types: ['decision.effective'] });
    const all = await casesOf({});
    expect(all).toHaveLength(3);
    const at = Date.parse(result?.occurredAt ?? '');
    const fits: object[] = [
      { organisation: 'qz-rsj' },
      { organisation: 'qz' },
      { decisionPoint: AT.decisionPoint },
      { actor: { sub: 'limin' } },
      { actor: { iss: ISSUER, sub: 'limin' } },
      { role: 'clerk' },
      { outcome: columns?.outcome },
      { from: new Date(at).toISOString(), until: new Date(at + 1).toISOString() },
      { checkId: columns?.checkId },
    ];
    for (const filter of fits) expect(await casesOf(filter), JSON.stringify(filter)).toContain(columns?.caseKey);
    const misses: object[] = [
      { organisation: 'qz-gaj' },
      { decisionPoint: 'title-review' },
      { actor: { sub: 'wangjun' } },
      { actor: { iss: 'https://other.test', sub: 'limin' } },
      { role: 'reviewer' },
      { outcome: 'refused' },
      { until: new Date(at).toISOString(), from: new Date(at - 1).toISOString() },
      { checkId: decided?.columns?.checkId?.replace(/.$/, (c) => (c === '0' ? '1' : '0')) },
      { round: 'spring' },
      { flags: ['break-glass'] },
    ];
    for (const filter of misses) expect(await casesOf(filter), JSON.stringify(filter)).not.toContain(columns?.caseKey);
    const ofDecision = await auditors.found({ decisionId: decided?.columns?.decisionId });
    expect(ofDecision.map(({ id }) => id)).toEqual([decided?.id]);
    await city.check(TOUR.a, { caseKey: 's-1', key: 'again-again' });
    await city.check(TOUR.a, { caseKey: 's-1', key: 'again-again' });
    expect(await auditors.found({ flags: ['replay'] })).not.toEqual([]);
  });

  it('gives each entry once over its pages, newest first, whatever is added meanwhile', async () => {
    const all = await auditors.found({ role: 'clerk' }, { limit: 200 });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await auditors.ask({ role: 'clerk' }, { limit: 2, ...(after && { after }) });
      seen.push(...body.entries.map(({ id }: { id: string }) => id));
      after = body.next ?? undefined;
      await city.check(TOUR.a, { caseKey: `s-more-${seen.length}` });
    } while (after !== undefined);
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    const times = all.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('goes on past rows that were altered, whatever their times and ids are', async () => {
    const { db } = city.gateway.world;
    const all = await auditors.found({ types: ['check.intent'] }, { limit: 200 });
    const altered = all.slice(0, 3).map(({ id }) => id);
    const texts = ['2027 or so', '\u{1f600}/"]', 'x'.repeat(900)];
    for (const [at, id] of altered.entries())
      await db
        .updateTable('register_entry')
        .set({ occurred_at: texts[at] as string })
        .where('id', '=', id)
        .execute();
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { status, body } = await auditors.ask({ types: ['check.intent'] }, { limit: 1, ...(after && { after }) });
      expect(status).toBe(200);
      expect(AuditSearchAnswer.parse(body)).toEqual(body);
      seen.push(...body.entries.map(({ id }: { id: string }) => id));
      after = body.next ?? undefined;
    } while (after !== undefined);
    expect(seen.sort()).toEqual(all.map(({ id }) => id).sort());
    for (const { id, occurredAt } of all)
      await db.updateTable('register_entry').set({ occurred_at: occurredAt }).where('id', '=', id).execute();
  });

  it('is an entry before it is answered, which another auditor and the person may read', async () => {
    const { body } = await auditors.ask({ subject: number(TOUR.c), name: TOUR.c.shown.name }, { reason: '抽查' });
    const about = await auditors.found({ types: ['audit.query'], subject: number(TOUR.c) });
    const asked = about.find(({ id }) => id === body.query);
    expect(asked).toMatchObject({ id: body.query, organisation: 'qz', columns: { actor: { sub: 'zhaoping' } } });
    const { world } = city.gateway;
    const [office, person] = await world.db
      .transaction()
      .execute(async (trx) => [
        await openEntry(trx, world, body.query, 'office'),
        await openEntry(trx, world, body.query, 'person'),
      ]);
    expect(office).toMatchObject({ route: 'searchEntries', reason: '抽查', asked: { limit: 50 } });
    expect(person).toEqual({ read: 'searchEntries' });
    // The entry outlives the person's key: nothing in it may say who it was.
    for (const typed of [TOUR.c.shown.number, TOUR.c.shown.name]) expect(JSON.stringify(office)).not.toContain(typed);
  });

  it('is not answered where it cannot be registered', async () => {
    const { world } = city.gateway;
    await sql`alter table register_pending add constraint never check (appended_at is null) not valid`.execute(
      world.db,
    );
    const { status, body } = await auditors.ask({});
    await sql`alter table register_pending drop constraint never`.execute(world.db);
    expect([status, body.entries]).toEqual([500, undefined]);
  });
});

describe('whoever asks', () => {
  it('must be an auditor, and nothing that looks people up besides', async () => {
    const before = await city.entries();
    for (const user of ['limin', 'chenfang', 'sunhao', 'nobody', 'torn'])
      expect((await auditors.ask({}, {}, user)).body.code, user).toBe('role-missing');
    expect((await city.call('', 'POST', '/v1/audit/entries', {})).body.code).toBe('token-missing');
    expect(await city.entries()).toBe(before);
  });

  it('sees its node and below, and is refused by name elsewhere', async () => {
    expect(await casesOf({}, 'kecheng')).toEqual([]);
    expect((await casesOf({}, 'bureau')).length).toBe((await casesOf({})).length);
    // But what it asked itself.
    const own = await auditors.found({ subject: number(TOUR.a) }, {}, 'kecheng');
    expect(own.map(({ type }) => type)).toEqual(['audit.query']);
    const refused = async (filters: object) => (await auditors.ask(filters, {}, 'kecheng')).body.code;
    expect(await refused({ organisation: 'qz-rsj' })).toBe('role-missing');
    expect(await refused({ organisation: 'qz' })).toBe('role-missing');
    expect(await refused({ organisation: 'no-such' })).toBe('role-missing');
    expect(await refused({ case: { ...AT, key: 's-1' } })).toBe('role-missing');
    expect(await refused({ organisation: 'qz-kcq-rsj' })).toBeUndefined();
    // Its own questions, and no other auditor's.
    const asked = await auditors.found({ types: ['audit.query'] }, { limit: 200 }, 'kecheng');
    expect(new Set(asked.map(({ columns }) => columns?.actor.sub))).toEqual(new Set(['kecheng']));
  });

  it('gets nowhere with hostile filters', async () => {
    const before = await casesOf({});
    const hostile = [
      "' or 1=1 --",
      '%',
      '_',
      "\\'; drop table register_entry; --",
      '<script>alert(1)</script>',
      '=1+1',
      '{s-1}',
      '甲"}',
    ];
    for (const text of hostile) {
      for (const filter of [
        { name: text },
        { surname: text },
        { round: text },
        { actor: { sub: text } },
        { case: { ...AT, key: text } },
      ])
        expect(await auditors.found(filter), JSON.stringify(filter)).toEqual([]);
      for (const filter of [
        { role: text },
        { organisation: text },
        { flags: [text] },
        { types: [text] },
        { checkId: text },
        { from: text },
      ]) {
        const { status, body } = await auditors.ask(filter);
        expect([status, body.code], JSON.stringify(filter)).toEqual([400, 'invalid-body']);
        expect(JSON.stringify(body)).not.toContain(text);
      }
      expect((await auditors.ask({ subject: { kind: 'resident-id', number: text } })).body.code).toBe(
        'subject-invalid',
      );
      expect((await auditors.ask({}, { after: text })).body.code).toBe('invalid-body');
    }
    for (const [filters, more, code] of [
      [{ name: 'a\0b' }, {}, 'invalid-body'],
      [{ name: '\ud800' }, {}, 'invalid-body'],
      [{ name: 'x'.repeat(201) }, {}, 'invalid-body'],
      [{ nothing: 1 }, {}, 'unknown-field'],
      [{}, { limit: 201 }, 'invalid-body'],
      [{}, { limit: 0 }, 'invalid-body'],
      ...[
        '[]',
        '["a"]',
        '["a",1]',
        '["a","b","c"]',
        '{"0":"a","1":"b"}',
        '["a\\u0000","b"]',
        '["\\ud800","b"]',
        'null',
      ].map((cursor) => [{}, { after: Buffer.from(cursor).toString('base64url') }, 'invalid-body'] as const),
      [{}, { after: Buffer.from(JSON.stringify(['x'.repeat(4000), 'b'])).toString('base64url') }, 'invalid-body'],
    ] as const)
      expect((await auditors.ask(filters, more)).body.code).toBe(code);
    expect(await casesOf({})).toEqual(before);
  });
});

describe('what is not told', () => {
  it('is an outcome whose records have all ended, also to a filter', async () => {
    const [before] = await auditors.found({ ...ofCheck, case: { ...AT, key: 's-2' } });
    expect(before?.columns?.outcome).toBe('findings');
    const { db } = city.gateway.world;
    const shown = await db
      .selectFrom('shown_record')
      .select('record')
      .where('entry', '=', before?.id ?? '')
      .execute();
    expect(shown.length).toBeGreaterThan(0);
    const ids = shown.map(({ record }) => record);
    const kept = await db.selectFrom('credit_record').select(['id', 'state']).where('id', 'in', ids).execute();
    const outcome = async () =>
      (await auditors.found({ ...ofCheck, case: { ...AT, key: 's-2' } }))[0]?.columns?.outcome;
    const filtered = async () => casesOf({ outcome: 'findings', case: { ...AT, key: 's-2' } });
    for (const [at, { id }] of kept.entries()) {
      expect(await outcome()).toBe('findings');
      expect(await filtered()).toHaveLength(1);
      expect(at).toBeLessThan(kept.length);
      await db.updateTable('credit_record').set({ state: 'repaired' }).where('id', '=', id).execute();
    }
    expect(await outcome()).toBe('withheld');
    expect(await filtered()).toEqual([]);
    for (const { id, state } of kept)
      await db.updateTable('credit_record').set({ state }).where('id', '=', id).execute();
    expect(await outcome()).toBe('findings');
  });

  it('is all but type, organisation and time of a sealed entry, and no filter finds more', async () => {
    const [entry] = await auditors.found({ ...ofCheck, case: { ...AT, key: 's-1' } });
    const { db } = city.gateway.world;
    await db
      .insertInto('entry_visibility')
      .values({ entry: entry?.id ?? '', kind: 'sealed', basis: null, until: null })
      .execute();
    expect((await auditors.found(ofCheck, { limit: 200 })).find(({ id }) => id === entry?.id)).toEqual({
      ...entry,
      visibility: { kind: 'sealed' },
      columns: null,
    });
    const inside = [
      { subject: number(TOUR.a) },
      { name: TOUR.a.shown.name },
      { case: { ...AT, key: 's-1' } },
      { actor: { sub: 'limin' } },
      { checkId: entry?.columns?.checkId },
      { outcome: entry?.columns?.outcome },
      { decisionPoint: AT.decisionPoint },
    ];
    for (const filter of inside)
      expect((await auditors.found({ ...ofCheck, ...filter }, { limit: 200 })).map(({ id }) => id)).not.toContain(
        entry?.id,
      );
    await db.deleteFrom('entry_visibility').execute();
  });

  it('is nothing of a delayed one, whose delay ends by itself', async () => {
    const [entry] = await auditors.found({ ...ofCheck, case: { ...AT, key: 's-1' } });
    const { db } = city.gateway.world;
    const visibility = async (until: string) => {
      await db.deleteFrom('entry_visibility').execute();
      await db
        .insertInto('entry_visibility')
        .values({ entry: entry?.id ?? '', kind: 'delayed', basis: '监察', until })
        .execute();
      return (await auditors.found({ ...ofCheck, case: { ...AT, key: 's-1' } }))[0]?.visibility;
    };
    expect(await visibility('2099-01-01')).toEqual({ kind: 'delayed', basis: '监察', until: '2099-01-01' });
    expect(await visibility('2026-01-01')).toEqual({ kind: 'open' });
    await db.deleteFrom('entry_visibility').execute();
  });
});

describe('a question that takes too long', () => {
  const running = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_stat_activity
       where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`.execute(
      city.gateway.world.db,
    );
    return rows[0]?.n;
  };

  it('is ended at its bound, and says so', async () => {
    const asked = readBounded(city.gateway.world.db, sql`select pg_sleep(30)`, {
      signal: new AbortController().signal,
      mostMs: 100,
    });
    await expect(asked).rejects.toMatchObject({ code: 'search-too-broad', status: 422 });
  });

  it('is ended in the database when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const asked = readBounded(city.gateway.world.db, sql`select pg_sleep(30)`, { signal: gone.signal, mostMs: 60_000 });
    const ended = expect(asked).rejects.toMatchObject({ code: '57014' });
    while ((await running()) !== 1) await delay(20);
    const began = performance.now();
    gone.abort();
    await ended;
    while ((await running()) !== 0) await delay(20);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each([
    ['/v1/audit/entries', {}],
    ['/v1/audit/exports', { format: 'csv', reason: '抽查' }],
  ])('is ended when its client hangs up: %s', async (path, question) => {
    const { db } = city.gateway.world;
    const exportsBefore = (await auditors.stored('export')).length;
    // Whoever holds the table keeps the search waiting.
    let letGo = () => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const waiting = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%entry_visibility%'`.execute(
        db,
      );
      return rows[0]?.n;
    };
    const holding = db.transaction().execute(async (trx) => {
      await sql`lock table entry_visibility in access exclusive mode`.execute(trx);
      await held;
    });
    try {
      const client = new AbortController();
      const asked = fetch(`${city.url}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer zhaoping', 'content-type': 'application/json' },
        body: JSON.stringify(question),
        signal: client.signal,
      }).catch(() => undefined);
      while ((await waiting()) !== 1) await delay(20);
      const began = performance.now();
      client.abort();
      await asked;
      while ((await waiting()) !== 0) await delay(20);
      // Sooner than the database's own bounds would end it: a lock is waited for five seconds.
      expect(performance.now() - began).toBeLessThan(3_000);
    } finally {
      letGo();
      await holding;
    }
    // Nothing left, so nothing is said to have left.
    expect((await auditors.stored('export')).length).toBe(exportsBefore);
  });
});
