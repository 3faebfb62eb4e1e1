/** Issue 6: heads that an outside process keeps, and what they find out about the database. */
import { readFileSync, rmSync } from 'node:fs';
import { noteVerifier, openCheckpoint } from '@duecheck/core/register';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { compareAtStart } from '../../../gateway/witnesses/compare-at-start.ts';
import { newestCosigned, withCosignatures } from '../../../gateway/witnesses/cosignatures.ts';
import { bareDraft, type House, ORIGIN, openHouse } from './house.ts';
import { ownLog, type Rounds, realWitness, roundsOf } from './witnessed.ts';

type Running = Awaited<ReturnType<typeof realWitness>>;
let house: House;
let register: Register;
let witness: Running;
let rounds: Rounds;
const grow = async (n: number, by = register) => {
  await house.append(by, ...Array.from({ length: n }, bareDraft));
  await by.sequence();
};
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  witness = await realWitness(register.vkeys);
  rounds = roundsOf(house, register, [witness]);
  await grow(5);
});
afterEach(async () => {
  await witness.close();
  await house.close();
});

const opened = (note: string, ...witnesses: Running[]) =>
  openCheckpoint(
    Buffer.from(note),
    noteVerifier(register.vkeys[0] ?? '', intl1),
    witnesses.map(({ vkey }) => noteVerifier(vkey, intl1)),
  );
const cosigned = async () => (await newestCosigned(house.db, ORIGIN, rounds.settings))?.checkpoint ?? '';

describe('a head', () => {
  it('is cosigned from the empty log on, over tiles and batches, and older ones are forgotten', async () => {
    for (const n of [0, 1, 300, 700]) {
      await grow(n);
      expect(await rounds.round()).toBe('went-on');
      const served = await withCosignatures(house.db, register.head(), rounds.settings);
      expect(opened(served, witness)).toMatchObject({ size: register.head().size, witnesses: ['one.example'] });
      expect(await cosigned()).toBe(served);
    }
    expect(rounds.alarms).toEqual([]);
    const { rows } = await sql`select size from register_cosignature`.execute(house.db);
    expect(rows).toEqual([{ size: 1006 }]);
  });

  it('is served without a cosignature until there is one', async () => {
    await rounds.round();
    await grow(1);
    expect(await withCosignatures(house.db, register.head(), rounds.settings)).toBe(register.head().checkpoint);
    expect(opened(await cosigned(), witness).size).toBe(5n);
  });

  it('counts as cosigned once a quorum cosigned the same one', async () => {
    const second = await realWitness(register.vkeys, { name: 'two.example' });
    rounds = roundsOf(house, register, [witness, second], 2);
    await rounds.round();
    expect(opened(await cosigned(), witness, second).witnesses).toEqual(['one.example', 'two.example']);

    await second.close();
    await grow(3);
    await rounds.round();
    expect(opened(await cosigned(), witness, second).size).toBe(5n);
    expect(opened(await withCosignatures(house.db, register.head(), rounds.settings), witness).size).toBe(8n);

    const again = await realWitness(register.vkeys, { folder: second.folder, port: second.port });
    await grow(1);
    house.clock.time += 60_000;
    await rounds.round();
    expect(opened(await cosigned(), witness, again)).toMatchObject({ size: 9n });
    await again.close();
  });

  it('is told of by a witness that the database forgot to have asked', async () => {
    await rounds.round();
    await grow(4);
    await sql`delete from register_witness`.execute(house.db);
    await rounds.round();
    expect(opened(await cosigned(), witness).size).toBe(9n);
    expect(rounds.alarms).toEqual([]);
  });
});

it('takes no other gateway that is ahead for a fault', async () => {
  await rounds.round();
  const other = await house.open({ headFile: `${house.headFile}-other` });
  // The first one has not looked since the other sequenced and had it cosigned.
  await register.stop();
  await grow(7, other);
  await roundsOf(house, other, [witness]).round();
  expect(await rounds.round()).toBe('went-on');
  await sql`delete from register_witness`.execute(house.db);
  expect(await rounds.round()).toBe('went-on');
  expect(rounds.alarms).toEqual([]);
});

const LOG = ['register_place', 'register_tile', 'register_head', 'register_pending', 'register_entry'] as const;
const COSIGNED = ['register_cosigned', 'register_cosignature', 'register_witness'] as const;
const run = (text: string) => sql.raw(text).execute(house.db);
const save = async () => {
  for (const table of [...LOG, ...COSIGNED]) await run(`create table saved_${table} as select * from ${table}`);
};
/** A backup of the whole house: the head file goes back along with the database. */
const restore = async () => {
  for (const table of [...LOG, ...COSIGNED]) {
    await run(`delete from ${table}`);
    await run(`insert into ${table} select * from saved_${table}`);
  }
  rmSync(house.headFile);
};

/** An administrator who has the log's key writes the log anew, one entry less and the rest as it was, and hides the head file. */
const rewrite = async ({ forget }: { forget: readonly string[] }) => {
  const { rows } = await sql<{ entry: string }>`select entry from register_place order by seq`.execute(house.db);
  for (const table of ['register_place', 'register_tile', 'register_head', 'register_pending', ...forget])
    await run(`delete from ${table}`);
  rmSync(house.headFile);
  const [first, ...others] = rows;
  await sql`delete from register_entry where id = ${first?.entry}`.execute(house.db);
  for (const { entry } of others)
    await sql`insert into register_pending (entry, appended_at) values (${entry}, now())`.execute(house.db);
  house.clock.time += 60_000;
  const rewritten = await house.open();
  await rewritten.sequence();
  await grow(3, rewritten);
  return rewritten;
};

describe('a database that is not what the witness keeps', () => {
  it('is refused at a start where it was rolled back, head file and all', async () => {
    await save();
    await grow(4);
    await rounds.round();
    await restore();
    register = await house.open();
    await expect(compareAtStart(ownLog(house), rounds.settings)).rejects.toMatchObject({
      code: 'register-behind-witness',
      message: `the database holds 5 entries of ${ORIGIN}, fewer than the 9 of a head that our key signed and the witness at ${witness.url} keeps`,
    });
  });

  it('halts a gateway that began while the witness slept', async () => {
    await save();
    await grow(4);
    await rounds.round();
    await witness.close();
    await restore();
    house.clock.time += 60_000;
    register = await house.open();
    await compareAtStart(ownLog(house), rounds.settings);
    await grow(1);
    witness = await realWitness(register.vkeys, { folder: witness.folder, port: witness.port });
    rounds = roundsOf(house, register, [witness]);
    house.alarms.length = 0;
    expect(await rounds.round()).toBe('halted');
    expect(house.alarms).toMatchObject([{ code: 'register-behind-witness' }]);
    await expect(grow(1)).rejects.toMatchObject({ code: 'register-halted' });
  });

  it.each([
    { what: 'and left the rest', forget: [] },
    { what: 'and removed what the witness had said', forget: [...COSIGNED] },
  ])('is caught where somebody wrote it anew and signed it as well as ever, $what', async ({ forget }) => {
    await rounds.round();
    register = await rewrite({ forget });
    expect(register.head().size).toBe(7n);
    expect(await register.verifyStored()).toMatchObject({ tree: [], entries: [] });
    await expect(compareAtStart(ownLog(house), rounds.settings)).rejects.toMatchObject({
      code: 'register-behind-witness',
    });
    rounds = roundsOf(house, register, [witness]);
    expect(await rounds.round()).toBe('halted');
    await expect(grow(1)).rejects.toMatchObject({ code: 'register-halted' });
    expect(readFileSync(witness.stateFile, 'utf8')).toContain('"size": "5"');
  });

  it('is caught by what the database itself kept of a witness that shows nothing', async () => {
    await rounds.round();
    await witness.close();
    register = await rewrite({ forget: [] });
    await expect(compareAtStart(ownLog(house), rounds.settings)).rejects.toMatchObject({
      message: expect.stringContaining('cosigned'),
    });
  });
});
