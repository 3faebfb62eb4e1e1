/**
 * Issue 6: sequence → integrate → publish, with a fault at every statement of it. What was acknowledged is in the log once, no head
 * that was published is contradicted, and the process that met the fault goes on by itself.
 */
import { mkdirSync, readFileSync, renameSync, rmdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import type { Head } from '../../../gateway/register/head.ts';
import { createRegister, type Register } from '../../../gateway/register/register.ts';
import { FAULTS, type Fault, type FaultyDatabase, faultyDatabase } from './faults.ts';
import { bareDraft, fullDraft, type House, ORIGIN, openHouse } from './house.ts';
import { appended, idsOf, readLogs } from './logs.ts';
import { readLog } from './read-log.ts';

const YEAR = 366 * 86_400_000;

interface Bench {
  readonly house: House;
  /** Over the database that fails. */
  readonly register: Register;
  readonly faulty: FaultyDatabase;
  /** Over the same database, which does not fail here. */
  readonly other: Register;
  readonly published: Head[];
  readonly acknowledged: string[];
}

async function bench(): Promise<Bench> {
  const house = await openHouse();
  const faulty = faultyDatabase(house.url);
  const { keys, clock } = house;
  const common = { keys, clock, suite: intl1, origin: ORIGIN, headFile: house.headFile };
  const register = await createRegister({ ...common, db: faulty.db, onAlarm: (a) => house.alarms.push(a) });
  const other = await house.open({ headFile: `${house.headFile}-other` });
  return { house, register, faulty, other, published: [], acknowledged: [] };
}

const close = async ({ house, faulty }: Bench) => {
  await faulty.db.destroy();
  await house.close();
};

const append = async ({ house, other, acknowledged }: Bench) =>
  acknowledged.push(...idsOf(await house.append(other, bareDraft(), bareDraft())));

async function assertWhole({ house, other, published, acknowledged }: Bench): Promise<void> {
  await other.sequence();
  const logs = await readLogs(other, house.db);
  const ids = appended(logs);
  expect(new Set(ids).size).toBe(ids.length);
  expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
  for (const head of published) {
    const log = logs.find(({ origin }) => origin === head.origin);
    if (log === undefined) throw new Error(`${head.origin} is gone`);
    await readLog({ head: () => log, fetchTile: log.fetchTile }, head);
  }
  for (const { origin } of logs) expect(await other.verifyStored(origin)).toMatchObject({ tree: [], entries: [] });
}

/** Fails each statement of `act` in turn, until one run needs fewer than that. @returns how many there are */
async function failEach(
  at: Bench,
  fault: Fault,
  { prepare, act }: { readonly prepare: () => Promise<unknown>; readonly act: () => Promise<unknown> },
): Promise<number> {
  for (let n = 1; ; n++) {
    await prepare();
    // A lease that somebody left behind is waited out.
    at.house.clock.time += 10_000;
    at.faulty.failAt(n, fault);
    await act().catch(() => undefined);
    const statements = at.faulty.calm();
    at.published.push(at.register.head());
    if (statements < n) return n - 1;
    expect(at.register.halted(), `${fault} at statement ${n}`).toBeUndefined();
    at.house.clock.time += 10_000;
    // It goes on by itself.
    await at.register.sequence();
    at.published.push(at.register.head());
    expect(at.register.lagSeconds(), `${fault} at statement ${n}`).toBe(0);
    at.house.clock.time += 10_000;
  }
}

it.each(FAULTS)('a step that meets “%s” at any statement loses, doubles and forks nothing', async (fault) => {
  const at = await bench();
  const statements = await failEach(at, fault, { prepare: () => append(at), act: () => at.register.sequence() });
  expect(statements).toBeGreaterThan(12);
  at.house.clock.time += 10_000;
  await assertWhole(at);
  await close(at);
});

it.each(FAULTS)('a turn of the year that meets “%s” at any statement ends one log and begins one', async (fault) => {
  const at = await bench();
  const statements = await failEach(at, fault, {
    prepare: async () => {
      await append(at);
      at.house.clock.time += YEAR;
    },
    act: () => at.register.sequence(),
  });
  expect(statements).toBeGreaterThan(25);
  at.house.clock.time += 10_000;
  await assertWhole(at);
  const logs = await readLogs(at.other, at.house.db);
  for (const { entries } of logs.slice(0, -1))
    expect(entries.filter(({ type }) => type === 'shard.ended')).toHaveLength(1);
  for (const { entries } of logs.slice(1)) expect(entries[0]?.type).toBe('shard.opened');
  await close(at);
});

it.each(FAULTS)('an append that meets “%s” at any statement is there if it was acknowledged', async (fault) => {
  const at = await bench();
  const statements = await failEach(at, fault, {
    prepare: async () => undefined,
    act: async () => {
      const made = at.faulty.db.transaction().execute((trx) => at.register.append(trx, [fullDraft(1), bareDraft()]));
      at.acknowledged.push(...idsOf(await made).slice(1));
    },
  });
  expect(statements).toBeGreaterThan(3);
  at.house.clock.time += 10_000;
  await assertWhole(at);
  await close(at);
});

it('a head file that cannot be written keeps the head inside, and the next step publishes it', async () => {
  const at = await bench();
  await append(at);
  await at.register.sequence();
  const before = at.register.head();
  await append(at);
  at.house.clock.time += 10_000;
  // A full or read-only disk: root writes over permissions, and not over a folder.
  renameSync(at.house.headFile, `${at.house.headFile}-kept`);
  mkdirSync(at.house.headFile);
  await expect(at.register.sequence()).rejects.toMatchObject({ code: 'EISDIR' });
  expect(at.register.head()).toEqual(before);
  expect(at.register.halted()).toBeUndefined();
  rmdirSync(at.house.headFile);
  renameSync(`${at.house.headFile}-kept`, at.house.headFile);
  await at.register.sequence();
  expect(readFileSync(at.house.headFile, 'utf8')).toBe(at.register.head().checkpoint);
  expect(at.register.head().size).toBe(4n);
  at.house.clock.time += 10_000;
  await assertWhole(at);
  await close(at);
});

const HOUR = 3_600_000;
const step = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom('append' as const, 'sequence' as const, 'step' as const),
  /** Of a clock: forward over the year's end, or back before it. */
  hours: fc.integer({ min: -2000, max: 2000 }),
});

it('clocks that step forward and back, each by itself, lose and double nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 20 }), async (steps) => {
      const house = await openHouse();
      const start = house.clock.time;
      const clocks = [0, 1].map(() => {
        const clock = { time: start, now: () => clock.time };
        return clock;
      });
      const gateways = await Promise.all(
        clocks.map((clock, i) => house.open({ clock, headFile: `${house.headFile}-${i}` })),
      );
      const acknowledged: string[] = [];
      for (const { who, what, hours } of steps) {
        const [one, clock] = [gateways[who] as Register, clocks[who] as { time: number }];
        if (what === 'append') acknowledged.push(...idsOf(await house.append(one, bareDraft(), bareDraft())));
        if (what === 'step') clock.time += hours * HOUR;
        // A lease of a time to come would be waited out for weeks; an operator who mends a clock starts the gateway again.
        if (what === 'step') await house.db.deleteFrom('lease').execute();
        if (what === 'sequence') await one.sequence();
      }
      house.clock.time = start + 10_000 * HOUR;
      await house.db.deleteFrom('lease').execute();
      const last = await house.open();
      await last.sequence();
      const logs = await readLogs(last, house.db);
      expect(appended(logs).sort()).toEqual(acknowledged.toSorted());
      for (const { origin } of logs) expect(await last.verifyStored(origin)).toMatchObject({ tree: [], entries: [] });
      await house.close();
    }),
    { numRuns: 8 },
  );
});
