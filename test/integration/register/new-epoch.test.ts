/** After a proven loss, and only then, a register goes on under a new name that says what was lost. */
import { readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legalTime } from '../../../gateway/clock.ts';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { appendEntries } from '../../../gateway/register/append.ts';
import { createEntryIds } from '../../../gateway/register/entry-ids.ts';
import type { Head } from '../../../gateway/register/head.ts';
import { newEpoch } from '../../../gateway/register/new-epoch.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { askKeptHead } from '../../../gateway/witnesses/kept-head.ts';
import { bareDraft, type House, ORIGIN, openHouse, serveHouse } from './house.ts';
import { appended, idsOf, readLogs } from './logs.ts';
import { tree } from './read-log.ts';
import { realWitness, roundsOf } from './witnessed.ts';

const SECOND = 'gateway.test/register/2026/2';
const TABLES = ['register_place', 'register_tile', 'register_head', 'register_pending', 'register_entry'] as const;
const by = (sub: string) => ({ iss: 'https://idp.test', sub });
const ORDER = { by: by('one'), second: by('two'), reason: '数据库恢复自旧备份' };

let house: House;
let register: Register;
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  await grow(5);
  await house.db
    .insertInto('organisation')
    .values({ id: 'qz', parent: null, title_zh: '市', title_en: 'City' })
    .execute();
  const office = {
    organisation: 'qz',
    role: 'office',
    decision_points: null,
    valid_from: '2026-01-01',
    valid_until: null,
  };
  await house.db
    .insertInto('role_assignment')
    .values([
      { ...ORDER.by, ...office },
      { ...ORDER.second, ...office },
    ])
    .execute();
});
afterEach(() => house.close());

const grow = async (n: number): Promise<string[]> => {
  const ids = idsOf(await house.append(register, ...Array.from({ length: n }, bareDraft)));
  await register.sequence();
  return ids;
};
const save = async () => {
  for (const table of TABLES) await sql.raw(`create table saved_${table} as select * from ${table}`).execute(house.db);
};
/** As a backup of an earlier day is. */
const restore = async () => {
  for (const table of TABLES) {
    await sql.raw(`delete from ${table}`).execute(house.db);
    await sql.raw(`insert into ${table} select * from saved_${table}`).execute(house.db);
  }
};

function open(kept: readonly Head[] = [], { headFile = house.headFile, order = ORDER } = {}) {
  const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
  const { db, keys, clock } = house;
  const subjectKeys = createSubjectKeys({ keys, suite: intl1, random });
  const appending = { keys, subjectKeys, suite: intl1, clock, random, newEntryId: createEntryIds(random) };
  return newEpoch(
    {
      ...{ db, keys, clock, suite: intl1, tree, origin: ORIGIN, headFile, kept },
      append: (trx, drafts) => appendEntries(trx, appending, drafts),
      legal: async () => legalTime(clock.now(), 0),
    },
    order,
  );
}

describe('a new epoch', () => {
  it('is refused where nothing is lost', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'no-loss-proven' });
    await expect(open([register.head()])).rejects.toMatchObject({ code: 'no-loss-proven' });
    expect((await house.open()).origin).toBe(ORIGIN);
  });

  it('is refused to whoever may not, and to one person alone', async () => {
    await save();
    await grow(3);
    await restore();
    for (const order of [
      { ...ORDER, second: ORDER.by },
      { ...ORDER, by: by('clerk') },
    ])
      await expect(open([], { order })).rejects.toMatchObject({ code: expect.stringMatching(/second|administrator/) });
    await expect(house.open()).rejects.toMatchObject({ code: 'register-behind-head' });
  });

  it('begins after what the head file proves, keeps what is left, and loses nothing more', async () => {
    await save();
    await grow(3);
    const published = register.head();
    await restore();
    await expect(house.open()).rejects.toMatchObject({ code: 'register-behind-head' });

    const made = await open();
    expect(made).toMatchObject({
      origin: SECOND,
      lost: { origin: ORIGIN, size: 8 },
      held: { origin: ORIGIN, size: 5 },
    });
    expect(readFileSync(house.headFile, 'utf8')).toMatch(/^gateway\.test\/register\/2026\/2\n1\n/);
    house.clock.time += 10_000;
    register = await house.open();
    const ids = await grow(2);
    const logs = await readLogs(register, house.db);
    expect(logs.map(({ origin, state, size }) => [origin, state, size])).toEqual([
      [ORIGIN, 'lost', 5n],
      [SECOND, 'open', 3n],
    ]);
    expect(appended(logs).slice(-2)).toEqual(ids);
    expect(logs[1]?.entries[0]).toEqual({ id: made.entry, type: 'epoch.opened' });
    // A second order finds nothing that is not declared already, and neither does another gateway with the old head.
    await expect(open()).rejects.toMatchObject({ code: 'no-loss-proven' });
    await expect(open([published])).rejects.toMatchObject({ code: 'no-loss-proven' });
    expect((await house.open({ headFile: `${house.headFile}-other` })).origin).toBe(SECOND);
  });

  it('is told to an auditor with the entries that are lost', async () => {
    const served = await serveHouse(house, register);
    const { stateFile } = served;
    await save();
    await grow(3);
    await served.audit({ stateFile });
    await served.close();
    await restore();
    await open();
    house.clock.time += 10_000;
    register = await house.open();
    await register.sequence();
    const again = await serveHouse(house, register);
    const lost = { code: 'entries-lost', origin: ORIGIN, first: 5n, last: 7n, reason: ORDER.reason };
    const report = await again.audit({ token: 'all' });
    expect([report.status, report.register, report.entries, report.tree]).toEqual(['failed', [lost], [], []]);
    const pinned = await again.audit({ stateFile });
    expect(pinned.register).toEqual([lost]);
    expect(pinned.earlier).toMatchObject([{ tree: [{ code: 'rollback', size: 5n, known: 8n }] }]);
    await again.close();
  });

  it('begins after what a witness proves where the head file is gone too', async () => {
    const witness = await realWitness(register.vkeys);
    await save();
    await grow(3);
    await roundsOf(house, register, [witness]).round();
    await restore();
    const kept = await askKeptHead({ origin: ORIGIN, keys: house.keys, suite: intl1 }, witness);
    expect(kept?.size).toBe(8n);
    const made = await open([kept as Head], { headFile: `${house.headFile}-new` });
    expect(made).toMatchObject({ origin: SECOND, lost: { size: 8 }, held: { size: 5 } });
    house.clock.time += 10_000;
    register = await house.open({ headFile: `${house.headFile}-new` });
    expect(register.origin).toBe(SECOND);
    await witness.close();
  });

  it('stays halted for a gateway that published more than was declared', async () => {
    await save();
    await grow(2);
    const early = readFileSync(house.headFile, 'utf8');
    await grow(2);
    await restore();
    writeFileSync(`${house.headFile}-early`, early);
    await open([], { headFile: `${house.headFile}-early` });
    await expect(house.open()).rejects.toMatchObject({ code: 'register-behind-head' });
    expect(await open()).toMatchObject({ origin: 'gateway.test/register/2026/3', lost: { size: 9 } });
    register = await house.open();
    const served = await serveHouse(house, register);
    expect((await served.audit()).register).toMatchObject([
      { code: 'entries-lost', origin: ORIGIN, first: 5n, last: 6n },
      { code: 'entries-lost', origin: ORIGIN, first: 5n, last: 8n },
    ]);
    await served.close();
  });
});
