/** PROTOCOL, Register: an erasure request seals until the ten years of the enquiry log have ended, and erases after them. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TOUR, type TourPerson } from '../../../demo/people/tour.ts';
import { audit } from '../../../gateway/cli/audit.ts';
import { delayCheck } from '../../../gateway/erasure/delay-check.ts';
import { digestOfEntries } from '../../../gateway/erasure/empty-entries.ts';
import { erasePerson } from '../../../gateway/erasure/erase-person.ts';
import { eraseSealed } from '../../../gateway/erasure/erase-sealed.ts';
import { sealPerson } from '../../../gateway/erasure/seal-person.ts';
import { publicOpening } from '../../../gateway/register/append-public.ts';
import { openEntry } from '../../../gateway/register/open-envelope.ts';
import type { World } from '../../../gateway/world.ts';
import { type Auditors, auditorsIn } from '../audit/auditors.ts';
import { type City, caseOf, ORIGIN, openCity } from '../gateway/city.ts';
import { ORDER } from './order.ts';

let city: City;
let auditors: Auditors;
let world: World;
beforeAll(async () => {
  city = await openCity();
  world = city.gateway.world;
  auditors = await auditorsIn(city);
});
afterAll(() => city.close());

const nameOf = (person: TourPerson) => ({ kind: 'resident-id', number: person.shown.number });
const keyOf = (person: TourPerson) => world.index.subject('resident-id', person.shown.number);
const entriesOf = (person: TourPerson) =>
  world.db
    .selectFrom('register_entry')
    .selectAll()
    .where('subject_key', '=', Buffer.from(keyOf(person)).toString('base64url'))
    .orderBy('id')
    .execute();
/** The day that terms count by; only ever forward. */
const moveLegalDays = (days: number) =>
  world.db
    .insertInto('legal_clock')
    .values({ id: 1, offset_days: days })
    .onConflict((c) => c.column('id').doUpdateSet({ offset_days: days }))
    .execute();
const look = (entry: string) => city.call('zhaoping', 'GET', `/v1/audit/entries/${entry}`);

beforeEach(() => moveLegalDays(0));

describe('a sealed entry', () => {
  it('tells an auditor type, organisation and time, and its person all of it', async () => {
    await city.check(TOUR.b);
    const before = await entriesOf(TOUR.b);
    const sealed = await sealPerson(world, nameOf(TOUR.b), ORDER);
    expect(sealed.entries).toBe(before.length);

    const [result] = before.filter(({ type }) => type === 'check.result');
    const { body } = await look(result?.id ?? '');
    expect(body.entry).toMatchObject({ type: 'check.result', organisation: 'qz-rsj', columns: null });
    expect([body.opening, body.office]).toEqual([{ state: 'sealed' }, { state: 'sealed' }]);
    expect(await auditors.found({ subject: nameOf(TOUR.b), types: ['check.result'] })).toEqual([]);
    const rows = await city.call('zhaoping', 'GET', '/v1/register/entries');
    const row = rows.body.entries.find((one: { entry: string }) => one.entry === result?.id);
    if (row !== undefined) expect(row).not.toHaveProperty('row');

    const history = await city.call('limin', 'POST', '/v1/cases/history', {
      decisionPoint: 'civil-service-hiring',
      case: { key: caseOf(TOUR.b).key, part: '1' },
      origin: ORIGIN,
    });
    expect(history.body.subject).toBeNull();
    expect(history.body.acts).toMatchObject([{ kind: 'check', outcome: 'withheld', refusal: null }]);

    await world.register.sequence();
    const report = await audit({ gateway: city.url, token: 'zhaoping' });
    expect(report).toMatchObject({ status: 'verified', sealed: before.length + 1, entries: [] });

    const mine = await world.db.transaction().execute((trx) => openEntry(trx, world, result?.id ?? '', 'person'));
    expect(mine).toHaveProperty('outcome');
  });

  it('comes with an entry of the sealing itself, sealed as well, once', async () => {
    const seals = (await auditors.stored('seal')).length;
    const again = await sealPerson(world, nameOf(TOUR.b), ORDER);
    // The search above is about the person too, and came after the seal.
    expect(again.entries).toBe(1);
    expect(await sealPerson(world, nameOf(TOUR.b), ORDER)).toEqual({ entry: null, entries: 0 });
    expect(await auditors.stored('seal')).toHaveLength(seals + 1);
    expect((await look(again.entry ?? '')).body.entry).toMatchObject({ type: 'seal', columns: null });
  });

  it('takes two administrators of the credit office', async () => {
    const by = (sub: string) => ({ iss: ORDER.by.iss, sub });
    for (const [order, code] of [
      [{ ...ORDER, second: ORDER.by }, 'second-person-missing'],
      [{ ...ORDER, second: by('zhaoping') }, 'not-an-administrator'],
      [{ ...ORDER, by: by('limin') }, 'not-an-administrator'],
    ] as const)
      await expect(sealPerson(world, nameOf(TOUR.a), order)).rejects.toMatchObject({ code });
    await expect(sealPerson(world, { kind: 'resident-id', number: '1' }, ORDER)).rejects.toMatchObject({
      code: 'subject-invalid',
    });
  });
});

describe('an erasure request', () => {
  it('within the ten years seals, says until when, and destroys nothing', async () => {
    await city.check(TOUR.a);
    const before = await entriesOf(TOUR.a);
    const erased = await erasePerson(world, nameOf(TOUR.a), ORDER);
    expect(erased).toMatchObject({ entry: null, entries: 0, rows: {}, sealed: { entries: before.length } });
    const year = Number(before[0]?.occurred_at.slice(0, 4));
    expect(erased.keptUntil?.slice(0, 4)).toBe(String(year + 10));
    expect((await entriesOf(TOUR.a)).filter(({ person_sealed }) => person_sealed !== null).length).toBeGreaterThan(0);
  });

  it('after them goes by itself, and only for what was sealed', async () => {
    await city.check(TOUR.c);
    const sealed = await entriesOf(TOUR.a);
    await moveLegalDays(365 * 10 + 1);
    expect(await eraseSealed(world)).toBe(0);
    await moveLegalDays(365 * 10 + 4);
    expect(await eraseSealed(world)).toBeGreaterThanOrEqual(sealed.length);
    expect(await entriesOf(TOUR.a)).toEqual([]);
    expect((await entriesOf(TOUR.c)).length).toBeGreaterThan(1);
    expect(await eraseSealed(world)).toBe(0);
  });

  it('after them erases at once, and its entry counts what it erased', async () => {
    const before = await entriesOf(TOUR.c);
    await moveLegalDays(365 * 10 + 4);
    const erased = await erasePerson(world, nameOf(TOUR.c), ORDER);
    expect(erased).toMatchObject({ entries: before.length, keptUntil: null, sealed: { entries: 0 } });
    expect(await entriesOf(TOUR.c)).toEqual([]);

    const opening = await publicOpening(world, erased.entry ?? '');
    const ids = before.map(({ id }) => id);
    expect(opening).toMatchObject({
      type: 'erasure',
      request: { observed: { basis: 'term-ended', entries: ids.length, digest: digestOfEntries(ids, world.suite) } },
    });
    for (const id of ids) {
      await world.register.sequence();
      expect((await world.register.proof(id)).status).toBe('proved');
      expect((await look(id)).body.entry).toMatchObject({ columns: null });
    }
    expect(await world.register.verifyStored()).toMatchObject({ tree: [], entries: [] });
    const keys = await world.db.selectFrom('subject_key').select('ref').where('ref', 'like', 'register/%').execute();
    const key = Buffer.from(keyOf(TOUR.c)).toString('base64url');
    expect(keys.filter(({ ref }) => ref.endsWith(key))).toEqual([]);
  });

  it('is audited: emptied rows are counted, and each has an erasure that commits to it', async () => {
    await world.register.sequence();
    const report = await audit({ gateway: city.url, token: 'zhaoping' });
    expect(report).toMatchObject({ status: 'verified', register: [], entries: [] });
    const erased = Object.values(report.erased).flat();
    expect(erased.length).toBeGreaterThan(2);

    // A database administrator who hides a row behind somebody's erasure.
    const [some] = await auditors.stored('catalogue.published');
    const [by = ''] = Object.keys(report.erased);
    await world.db
      .insertInto('entry_erasure')
      .values({ entry: some?.id ?? '', erasure: by })
      .execute();
    const hidden = await audit({ gateway: city.url, token: 'zhaoping' });
    expect(hidden.register).toMatchObject([{ code: 'erasure-unproven', erasure: by }]);
    await world.db
      .updateTable('entry_erasure')
      .set({ erasure: some?.id ?? '' })
      .where('entry', '=', some?.id ?? '')
      .execute();
    expect((await audit({ gateway: city.url, token: 'zhaoping' })).register).toMatchObject([
      { code: 'erasure-unproven', erasure: some?.id, entries: 1 },
    ]);
    await world.db
      .deleteFrom('entry_erasure')
      .where('entry', '=', some?.id ?? '')
      .execute();
  });

  it('leaves an office its case without the person', async () => {
    const history = await city.call('limin', 'POST', '/v1/cases/history', {
      decisionPoint: 'civil-service-hiring',
      case: { key: caseOf(TOUR.c).key, part: '1' },
      origin: ORIGIN,
    });
    expect([history.status, history.body.acts, history.body.subject]).toEqual([200, [], null]);
    expect((await city.check(TOUR.c)).status).toBe(200);
  });

  it('takes the person off offices’ lists, and the mark of a check, where a law demands it', async () => {
    const person = TOUR.endingToday;
    await city.check(person, { caseKey: 'listed' });
    const key = Buffer.from(keyOf(person)).toString('base64url') as never;
    await world.db.insertInto('review_listed').values({ subject_key: key }).execute();
    await world.db
      .insertInto('review_staff')
      .values({ organisation: 'qz-rsj', subject_key: key, surname_key: null, sub: null })
      .execute();
    const erased = await erasePerson(world, nameOf(person), { ...ORDER, demandedBy: '某法第九条' });
    expect(erased.rows).toMatchObject({ review_staff: 1, review_listed: 1 });
    const left = await Promise.all([
      world.db.selectFrom('review_listed').selectAll().where('subject_key', '=', key).execute(),
      world.db.selectFrom('review_staff').selectAll().where('subject_key', '=', key).execute(),
      world.db
        .selectFrom('credit_check')
        .select('id')
        .where('neighbourhood', 'is not', null)
        .where('sealed_subject', '=', Buffer.alloc(0))
        .execute(),
    ]);
    expect(left).toEqual([[], [], []]);
  });

  it('keeps a record in force, and what must be kept, and says so', async () => {
    const erased = await erasePerson(world, nameOf(TOUR.b), { ...ORDER, demandedBy: '某法第九条' });
    expect(erased.recordsKept).toBe(1);
    const { body } = await city.check(TOUR.b, { caseKey: 'another' });
    expect(body.outcome.kind).toBe('findings');
  });
});

it('waits for a lookup that is under way, and takes it along', async () => {
  const person = TOUR.mismatch;
  const named = { kind: 'resident-id', number: person.shown.number };
  const draft = {
    ...{ type: 'check.intent' as const, organisation: 'qz-rsj', decisionPoint: 'civil-service-hiring', case: null },
    ...{ actor: null, subject: { ...named, name: null }, request: {}, outcome: null, person: { asked: true } },
  };
  const append = () => world.db.transaction().execute((trx) => world.register.append(trx, [draft]));
  await append();
  const order = { ...ORDER, demandedBy: '某法第九条' };
  let erasing: ReturnType<typeof erasePerson> | undefined;
  await world.db.transaction().execute(async (trx) => {
    await world.register.append(trx, [draft]);
    erasing = erasePerson(world, named, order);
    // It stands in the queue of the table that this transaction has read.
    const waits = async () =>
      (
        await sql`select from pg_locks where not granted and database =
      (select oid from pg_database where datname = current_database())`.execute(world.db)
      ).rows.length;
    await expect.poll(waits, { timeout: 20_000 }).toBeGreaterThan(0);
  });
  expect((await erasing)?.entries).toBe(2);
  await append();
  await world.register.sequence();
  expect(await world.register.verifyStored()).toMatchObject({ tree: [], entries: [] });
});

describe('a delay', () => {
  it('ends by itself on its day, and is told to auditors and counted', async () => {
    const { body } = await city.check(TOUR.a, { caseKey: 'delayed' });
    const { today } = await world.legal(world.db);
    const delay = { check: body.checkId, basis: '某法第三十五条', until: today };
    const delayed = await delayCheck(world, delay, ORDER);
    expect(delayed.entries).toBeGreaterThan(0);
    const [result] = (await entriesOf(TOUR.a)).filter((entry) => entry.check_id === body.checkId);
    const told = async () => (await look(result?.id ?? '')).body.entry.visibility;
    expect(await told()).toEqual({ kind: 'delayed', basis: delay.basis, until: today });
    await moveLegalDays(1);
    expect(await told()).toEqual({ kind: 'open' });
    await expect(delayCheck(world, delay, ORDER)).rejects.toMatchObject({ code: 'delay-over' });
    await expect(delayCheck(world, { ...delay, until: '2099-01-01' as never }, ORDER)).rejects.toMatchObject({
      code: 'delay-too-long',
    });
  });
});

it('knows every table that holds a person by key: another one has to be thought of', async () => {
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'subject_key' order by 1`.execute(world.db);
  expect(rows.map((row) => row.table_name)).toEqual([
    ...['authorisation', 'batch_item', 'case_subject', 'credit_check', 'credit_record', 'known_subject'],
    ...['register_entry', 'release', 'reported_case', 'review_listed', 'review_staff', 'widget_session'],
  ]);
});
