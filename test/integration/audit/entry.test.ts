/** One entry, checked as an auditor's own client checks it: from the leaf to the log's key, with nothing taken on trust. */
import { fromBase64Url, toBase64Url } from '@duecheck/core/bytes';
import { AuditEntryAnswer, AuditSearchAnswer } from '@duecheck/core/contract';
import { leafHash, noteVerifier, parseLeaf, treeHash, verifyOpening, verifyProof } from '@duecheck/core/register';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { type Acts, AT, actsIn } from '../gateway/acts.ts';
import { type City, openCity, TOUR } from '../gateway/city.ts';
import { type Auditors, auditorsIn } from './auditors.ts';

const MARKUP = '<img src=x onerror=alert(1)> =HYPERLINK("http://x.test") 合格';
let city: City;
let acts: Acts;
let auditors: Auditors;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  auditors = await auditorsIn(city);
  const { checkId } = await acts.checked(TOUR.a, 'e-1');
  await acts.decide(checkId, { effect: 'favourable', reason: MARKUP });
  await acts.checked(TOUR.b, 'e-2');
  await city.gateway.world.register.sequence();
});
afterAll(() => city.close());

const entryOf = async (key: string, type = 'check.result') => {
  const [entry] = await auditors.found({ types: [type], case: { ...AT, key } });
  return entry as NonNullable<typeof entry>;
};
const look = (id: string, user = 'zhaoping') => city.call(user, 'GET', `/v1/audit/entries/${id}`);
const timeline = (key: string | null | undefined, user = 'zhaoping', query = '') =>
  city.call(user, 'GET', `/v1/audit/cases/${key}${query}`);

/** Which of its claims hold. */
function verified({ leaf, opening, proof }: AuditEntryAnswer) {
  const bytes = fromBase64Url(leaf);
  const parsed = parseLeaf(bytes);
  const opens = 'row' in opening && verifyOpening(opening, parsed, intl1);
  const [vkey] = city.gateway.world.register.vkeys;
  const log = noteVerifier(vkey as string, intl1);
  const under =
    proof.status === 'proved' &&
    verifyProof(proof.text, leafHash(bytes, intl1.hash), { log, tree: treeHash(intl1.hash) }).size;
  return { id: parsed.id, opens, under: under !== false };
}

describe('an entry', () => {
  it('proves itself: its row opens the leaf, and the leaf is in the tree', async () => {
    const { id } = await entryOf('e-1');
    const { status, body } = await look(id);
    expect(status).toBe(200);
    expect(AuditEntryAnswer.parse(body)).toEqual(body);
    expect(verified(body)).toEqual({ id, opens: true, under: true });
    expect(body.opening).toMatchObject({
      row: { id, organisation: 'qz-rsj', actorSub: 'limin' },
      outcomeClass: { value: 'clear' },
    });
    const [asked] = await auditors.stored('audit.query').then((all) => all.filter((one) => one.id === body.query));
    expect(asked).toMatchObject({ actor_sub: 'zhaoping', organisation: 'qz' });
  });

  it('gives the office its own words as they are, and never the person’s envelope', async () => {
    const { id } = await entryOf('e-1', 'decision.effective');
    const { body, headers } = await look(id);
    expect(body.office.state).toBe('open');
    expect(Object.values(body.office.content)).toContain(MARKUP);
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
      'application/json; charset=utf-8',
      'nosniff',
    ]);
    const result = await entryOf('e-1');
    const stored = (await auditors.stored('check.result')).find((row) => row.id === result.id);
    const sealed = toBase64Url(stored?.person_sealed ?? new Uint8Array());
    expect(sealed.length).toBeGreaterThan(40);
    expect(JSON.stringify((await look(result.id)).body)).not.toContain(sealed);
  });

  it('that was altered does not open any more', async () => {
    const { id } = await entryOf('e-1');
    const { db } = city.gateway.world;
    await db.updateTable('register_entry').set({ actor_sub: 'wangjun' }).where('id', '=', id).execute();
    expect(verified((await look(id)).body)).toEqual({ id, opens: false, under: true });
    await db.updateTable('register_entry').set({ actor_sub: 'limin' }).where('id', '=', id).execute();
    const { office_sealed: before } = await db
      .selectFrom('register_entry')
      .select('office_sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await sql`update register_entry set office_sealed = set_byte(office_sealed, 20, 255 - get_byte(office_sealed, 20)) where id = ${id}`.execute(
      db,
    );
    const { body } = await look(id);
    expect([verified(body).opens, body.office]).toEqual([false, { state: 'altered' }]);
    await db.updateTable('register_entry').set({ office_sealed: before }).where('id', '=', id).execute();
    expect(verified((await look(id)).body).opens).toBe(true);
  });

  it('opens without its result once its records have ended', async () => {
    const { id } = await entryOf('e-2');
    const { db } = city.gateway.world;
    const records = sql`(select record from shown_record where entry = ${id})`;
    await sql`update credit_record set state = 'repaired' where id in ${records}`.execute(db);
    const { body } = await look(id);
    expect(body.entry.columns.outcome).toBe('withheld');
    expect(body.opening).toMatchObject({ state: 'withheld', row: { id }, outcomeClass: null });
    expect(body.office).toMatchObject({ state: 'withheld', content: { purpose: AT.decisionPoint } });
    expect(Object.keys(body.office.content)).toEqual(['actor', 'purpose']);
    expect(verified(body)).toEqual({ id, opens: true, under: true });
    expect(JSON.stringify(body)).not.toContain('findings');
    await sql`update credit_record set state = 'active' where id in ${records}`.execute(db);
  });

  it('that is sealed tells that it is there', async () => {
    const { id } = await entryOf('e-1');
    const { db } = city.gateway.world;
    await db.insertInto('entry_visibility').values({ entry: id, kind: 'sealed', basis: null, until: null }).execute();
    const { body } = await look(id);
    expect([body.entry.columns, body.opening, body.office]).toEqual([null, { state: 'sealed' }, { state: 'sealed' }]);
    expect(verified(body).under).toBe(true);
    await db.deleteFrom('entry_visibility').execute();
  });

  it('of another’s organisation is told as not there, and its look leaves no entry', async () => {
    const { id } = await entryOf('e-1');
    const before = await city.entries();
    expect((await look(id, 'kecheng')).body.code).toBe('not-found');
    expect((await look(id, 'limin')).body.code).toBe('role-missing');
    for (const odd of ['ent_1', id.replace('ent', 'chk'), '%00', "'--", id.replace(/.$/, 'x')])
      expect((await look(odd)).body.code, odd).toBe('not-found');
    expect(await city.entries()).toBe(before);
    expect((await look(id, 'bureau')).status).toBe(200);
  });
});

describe('a case', () => {
  it('is told from its first entry to its last, over any number of pages', async () => {
    const { columns } = await entryOf('e-1');
    const { status, body } = await timeline(columns?.caseKey);
    expect(status).toBe(200);
    expect(AuditSearchAnswer.parse(body)).toEqual(body);
    const types = body.entries.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['check.intent', 'check.result', 'decision.effective']);
    const first = (await timeline(columns?.caseKey, 'zhaoping', '?limit=2')).body;
    const rest = (await timeline(columns?.caseKey, 'zhaoping', `?limit=2&after=${first.next}`)).body;
    expect([...first.entries, ...rest.entries]).toEqual(body.entries);
    expect(rest.next).toBeNull();
    expect((await auditors.stored('audit.query')).map(({ id }) => id)).toContain(body.query);
  });

  it('stays one when its keyed index changes in the middle', async () => {
    const { columns } = await entryOf('e-1');
    const { db } = city.gateway.world;
    const decided = await entryOf('e-1', 'decision.effective');
    await db
      .updateTable('register_entry')
      .set({ case_key: 'k'.repeat(43) })
      .where('id', '=', decided.id)
      .execute();
    expect((await timeline(columns?.caseKey)).body.entries.at(-1).id).toBe(decided.id);
    await db
      .updateTable('register_entry')
      .set({ case_key: columns?.caseKey ?? '' })
      .where('id', '=', decided.id)
      .execute();
  });

  it('is nothing to an auditor of other organisations, and no address holds a case number', async () => {
    const { columns } = await entryOf('e-1');
    expect((await timeline(columns?.caseKey, 'kecheng')).body.entries).toEqual([]);
    expect((await timeline(columns?.caseKey, 'limin')).body.code).toBe('role-missing');
    expect((await timeline('e-1')).body.code).toBe('not-found');
    for (const query of ['?limit=0', '?limit=201', '?after=x', '?more=1'])
      expect((await timeline(columns?.caseKey, 'zhaoping', query)).body.code, query).toBe('invalid-query');
  });
});
