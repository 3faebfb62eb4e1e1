/** A log ends as a whole ten years after its year, an entry says so, and an auditor reads it instead of missing it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { printReport } from '../../../gateway/cli/audit/print-report.ts';
import { legalTime } from '../../../gateway/clock.ts';
import type { AppendedEntry, Register } from '../../../gateway/register/register.ts';
import { endLogs } from '../../../gateway/retention/end-log.ts';
import { bareDraft, fullDraft, type House, ORIGIN, openHouse, type Served, serveHouse } from './house.ts';

const NEXT = 'gateway.test/register/2027/1';
const day = (text: string) => Date.parse(`${text}T04:00:00Z`);

let house: House;
let register: Register;
let served: Served;
let old: AppendedEntry[];
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  old = await house.append(register, fullDraft(1), bareDraft(), ...Array.from({ length: 2500 }, bareDraft));
  await register.sequence();
  house.clock.time = day('2027-01-01');
  await house.append(register, fullDraft(2), bareDraft());
  await register.sequence();
  served = await serveHouse(house, register);
});
afterEach(async () => {
  await served.close();
  await house.close();
});

/** The legal day; the machine's clock stays where it is. */
const endOn = (date: string, turn: Partial<Parameters<typeof endLogs>[1]> = {}) => {
  const days = Math.round((day(date) - house.clock.time) / 86_400_000);
  const legal = async () => legalTime(house.clock.now(), days);
  return endLogs({ ...house, register, legal }, { keep: async () => true, ...turn });
};
const count = async (table: 'register_entry' | 'register_place' | 'register_tile' | 'shown_record') =>
  Number(
    (
      await house.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
const keysOf = async (year: number) =>
  (
    await house.db
      .selectFrom('subject_key')
      .select('ref')
      .where((eb) => eb.or([eb('ref', 'like', `register/${year}/%`), eb('ref', 'like', `office/%/${year}-%`)]))
      .execute()
  ).length;

it('keeps a log to the last day of its tenth year', async () => {
  expect(await endOn('2036-12-31')).toEqual([]);
  expect(await count('register_entry')).toBe(2506);
});

it('ends it then, with its rows, tiles and keys, and never the newest', async () => {
  expect(await endOn('2037-01-01')).toEqual([ORIGIN]);
  await register.sequence();
  // Both entries of the new log, the one that opened it, and the one that says what is gone.
  expect([await count('register_entry'), await count('register_place'), await count('shown_record')]).toEqual([
    4, 4, 1,
  ]);
  expect(await keysOf(2026)).toBe(0);
  expect(await keysOf(2027)).toBeGreaterThan(1);
  expect((await register.proof(old[0]?.id ?? '')).status).toBe('unknown');
  expect(await register.verifyStored()).toMatchObject({ tree: [], entries: [] });
  expect(await endOn('2037-01-02')).toEqual([]);
  expect(await endOn('2060-01-01')).toEqual([]);
  expect((await house.db.selectFrom('rewrite_due').select('relation').execute()).length).toBeGreaterThan(2);
  expect((await house.open({ headFile: `${house.headFile}-new` })).origin).toBe(NEXT);
});

it('is told to an auditor, who had pinned a head of it or not', async () => {
  const { stateFile } = served;
  await served.audit({ stateFile: `${stateFile}-2` });
  await endOn('2037-01-01');
  await register.sequence();
  const now = () => day('2037-01-01');
  const report = await served.audit({ token: 'all', now });
  expect(report).toMatchObject({ status: 'verified', origin: NEXT, earlier: [], register: [] });
  expect(report.removed).toMatchObject([{ origin: ORIGIN, size: 2503n, on: '2037-01-01' }]);
  expect(printReport(report)[0]).toContain('ended by retention on 2037-01-01');
  expect(await served.audit({ stateFile: `${stateFile}-2`, now })).toMatchObject({ status: 'verified' });
  // A day to come is no day on which anything ended.
  const early = await served.audit({ now: () => day('2036-12-30') });
  expect(early.register).toEqual([{ code: 'removal-unproven', origin: ORIGIN }]);
});

it('goes on where a process that ended it died', async () => {
  const over = new AbortController();
  over.abort();
  await endOn('2037-01-01', { signal: over.signal });
  expect(await count('register_place')).toBe(2506 - 2000);
  expect(await endOn('2037-01-01', { keep: async () => false })).toEqual([]);
  await endOn('2037-01-01');
  await register.sequence();
  expect([await count('register_place'), await count('register_tile')]).toEqual([4, await tilesOfNewest()]);
  expect(await served.audit({ token: 'all', now: () => day('2037-01-01') })).toMatchObject({ status: 'verified' });
});

const tilesOfNewest = async () =>
  (await house.db.selectFrom('register_tile').select('path').where('origin', '=', NEXT).execute()).length;

it('is no excuse for a log that somebody removed', async () => {
  await house.db.deleteFrom('register_tile').where('origin', '=', ORIGIN).execute();
  await house.db.updateTable('register_head').set({ state: 'gone' }).where('origin', '=', ORIGIN).execute();
  expect((await served.audit()).register).toEqual([{ code: 'removal-unproven', origin: ORIGIN }]);
});
