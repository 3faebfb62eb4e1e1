/**
 * DESIGN §8.13, issue 6: before an erasure the raw files hold the person's wrapped keys, envelopes and keyed columns; after it no
 * file of the server does, a kept copy of the row stays closed to the holder of the key-encryption key, and every proof verifies.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteVerifier, openEnvelope, verifyProof } from '@duecheck/core/register';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TOUR } from '../../../demo/people/tour.ts';
import { erasePerson } from '../../../gateway/erasure/erase-person.ts';
import { rewriteFiles } from '../../../gateway/erasure/rewrite-files.ts';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { type Embedded, startEmbedded } from '../../../gateway/store/embedded.ts';
import { type City, openCity } from '../gateway/city.ts';
import { tree } from '../register/read-log.ts';
import { type Canary, findInFiles } from './files.ts';
import { ORDER } from './order.ts';

const PERSON = TOUR.b;
const NAMED = { kind: 'resident-id', number: PERSON.shown.number };

let folder: string;
let server: Embedded;
let city: City;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-erasure-'));
  chmodSync(folder, 0o755);
  server = await startEmbedded({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log') });
  city = await openCity({ database: server.url });
});
afterAll(async () => {
  await city.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const world = () => city.gateway.world;

/** Every value that an erasure must remove, from the database itself. */
async function canaries(): Promise<Canary[]> {
  const { db, index } = world();
  const key = index.subject(NAMED.kind, NAMED.number);
  const entries = await db
    .selectFrom('register_entry')
    .selectAll()
    .where('subject_key', '=', Buffer.from(key).toString('base64url'))
    .execute();
  expect(entries.length).toBeGreaterThan(1);
  const keys = await db
    .selectFrom('subject_key')
    .selectAll()
    .where('ref', 'like', `%/${Buffer.from(key).toString('base64url').replaceAll('_', '\\_')}`)
    .execute();
  const checks = await db.selectFrom('credit_check').selectAll().where('subject_key', '=', key).execute();
  const records = await db.selectFrom('credit_record').selectAll().where('subject_key', '=', key).execute();
  expect([keys.length, checks.length, records.length]).toEqual([2, 1, 1]);
  const text = (name: string, value: string | null) => (value === null ? [] : [{ name, bytes: Buffer.from(value) }]);
  const bytes = (name: string, value: Uint8Array | null) => (value === null ? [] : [{ name, bytes: value }]);
  return [
    ...keys.flatMap(({ wrapped }) => bytes('wrapped key', wrapped)),
    ...entries.flatMap((entry) => [
      ...bytes('person envelope', entry.person_sealed),
      ...bytes('office envelope', entry.office_sealed),
      ...text('subject column', entry.subject_key),
      ...text('case column', entry.case_key),
      ...text('surname column', entry.surname_key),
      ...text('name column', entry.name_key),
      ...text('key’s name', entry.person_kid),
    ]),
    ...checks.flatMap((check) => [
      ...bytes('sealed subject', check.sealed_subject),
      ...bytes('sealed case', check.sealed_case),
      ...bytes('case key', check.case_key),
    ]),
    ...records.flatMap((record) => [
      ...bytes('sealed record', record.sealed),
      ...bytes('content digest', record.content_digest),
    ]),
    ...bytes('subject key', key),
  ];
}

it('finds them before, and none of them after', async () => {
  const { db, register, subjectKeys, keys } = world();
  const { body } = await city.check(PERSON);
  await city.post('limin', `/v1/checks/${body.checkId}/decision`, {
    effect: 'favourable',
    measures: [],
    reason: '周映川 另有说明',
  });
  const record = body.outcome.records[0].id;
  // It ended, and what it said was delivered with a digest of its content.
  await db
    .updateTable('credit_record')
    .set({ state: 'withdrawn', content_digest: world().random(32) })
    .where('id', '=', record)
    .execute();
  await register.sequence();
  // The planner's samples hold copies of columns, as a server that ran for a day has them; and pages went through the log.
  await sql`analyze`.execute(db);
  await sql`checkpoint`.execute(db);

  const wanted = await canaries();
  const entry = await db
    .selectFrom('register_entry')
    .selectAll()
    .where('subject_key', 'is not', null)
    .where('type', '=', 'check.result')
    .executeTakeFirstOrThrow();
  const proof = await register.proof(entry.id);
  const kid = entry.person_kid ?? '';
  const [open] = await subjectKeys.find(db, [kid]);
  const sealed = entry.person_sealed ?? new Uint8Array();
  expect(
    await openEnvelope({ entryId: entry.id, name: 'person', key: { kid, key: open as Uint8Array } }, sealed, intl1),
  ).toBeTruthy();
  const before = findInFiles(server.folder, wanted);
  for (const { name } of wanted) expect(before.join('\n'), name).toContain(`${name} in `);
  expect(before.filter((found) => found.startsWith('wrapped key') && found.includes('pg_wal'))).not.toEqual([]);

  const erased = await erasePerson(world(), NAMED, { ...ORDER, demandedBy: '某法第九条，某院（2036）1号' });
  expect(erased).toMatchObject({ keptUntil: null, recordsKept: 0, sealed: { entries: 0 } });
  // Deleted is not gone: this is what the rewriting is for.
  expect(findInFiles(server.folder, wanted)).not.toEqual([]);
  expect(await rewriteFiles(world())).toMatchObject({ wal: 'renewed' });

  expect(findInFiles(server.folder, wanted)).toEqual([]);
  // The state folder holds keys and the last head, and nothing of a person either.
  expect(findInFiles(city.config.stateDir, wanted)).toEqual([]);

  // Whoever kept the row has nothing to open it with: not we, and not another holder of the same key-encryption key.
  const theirs = createSubjectKeys({ keys, suite: intl1, random: world().random });
  expect(await subjectKeys.find(db, [kid])).toEqual([undefined]);
  expect(await theirs.find(db, [kid])).toEqual([undefined]);
  for (const kek of keys.all('kek'))
    await expect(
      openEnvelope({ entryId: entry.id, name: 'person', key: { kid, key: kek.bytes } }, sealed, intl1),
    ).rejects.toMatchObject({ code: 'envelope-unopened' });

  await register.sequence();
  const log = noteVerifier(register.vkeys[0] ?? '', intl1);
  for (const text of [proof, await register.proof(entry.id)].map((one) => (one.status === 'proved' ? one.text : '')))
    expect(verifyProof(text, entry.leaf_hash, { log, tree })).toMatchObject({ origin: register.origin });
  expect(await register.verifyStored()).toMatchObject({ tree: [], entries: [] });
});
