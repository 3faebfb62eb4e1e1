/** Coverage against a model that a reader can check: two reporters, dropped and repeated and reordered reports. */
import { type CivilDate, legalDateOf } from '@duecheck/core/time';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CoverageDay, coverage } from '../../../gateway/denominator/coverage.ts';
import { takeReports } from '../../../gateway/denominator/take-reports.ts';
import { type Office, openOffice } from '../intake/office.ts';

const DP = 'civil-service-hiring';
const START = Date.parse('2026-03-01T00:00:00+08:00');
const DAY = 86_400_000;
const STATES = ['checked', 'owed', 'settled', 'overridden', 'not-due', 'not-checked'] as const;
type State = (typeof STATES)[number];

const moment = {
  key: fc.constantFrom('a', 'b'),
  day: fc.integer({ min: 0, max: 3 }),
  minute: fc.integer({ min: 0, max: 4 }),
};
const told = fc.record({ ...moment, source: fc.constantFrom('proxy', 'host') });
const own = fc.record({ ...moment, state: fc.constantFrom(...STATES) });
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;
type Own = typeof own extends fc.Arbitrary<infer T> ? T : never;

const at = ({ day, minute }: Pick<Told, 'day' | 'minute'>): number => START + day * DAY + minute * 60_000;
const civil = (day: number): CivilDate => legalDateOf(new Date(START + day * DAY).toISOString());
type Counts = { -readonly [C in Exclude<keyof CoverageDay, 'organisation' | 'decisionPoint' | 'day'>]: number };
const COLUMN = {
  ...{ checked: 'checked', settled: 'checked', owed: 'owed', overridden: 'overridden' },
  ...{ 'not-due': 'notDue', 'not-checked': 'unchecked' },
} as const satisfies Record<State, keyof Counts>;

/** A stack a case: each day's decisions go on it, each report takes the newest off. */
function model(reports: readonly Told[], decisions: readonly Own[]): Map<CivilDate, Counts> {
  const days = new Map<CivilDate, Counts>();
  const count = (day: number, ...columns: (keyof Counts)[]) => {
    const counts = { ...(days.get(civil(day)) ?? NONE) };
    for (const column of columns) counts[column] += 1;
    days.set(civil(day), counts);
  };
  for (const key of ['a', 'b']) {
    const stack: Own[] = [];
    for (let day = 0; day <= 3; day++) {
      const here = <T extends Told | Own>(all: readonly T[]) => all.filter((one) => one.key === key && one.day === day);
      stack.push(...here(decisions).toSorted((x, y) => x.minute - y.minute));
      const each = ['proxy', 'host'].map(
        (source) =>
          new Set(
            here(reports)
              .filter((one) => one.source === source)
              .map(({ minute }) => minute),
          ).size,
      );
      for (let n = Math.max(...each); n > 0; n--) count(day, 'reported', COLUMN[stack.pop()?.state ?? 'not-checked']);
    }
    for (const { day } of stack) count(day, 'unreported');
  }
  return days;
}

const NONE: Counts = { reported: 0, checked: 0, owed: 0, overridden: 0, notDue: 0, unchecked: 0, unreported: 0 };

let office: Office;
let checkId: string;
beforeAll(async () => {
  office = await openOffice();
  checkId = await someCheck();
});
afterAll(() => office.close());

let made = 0;

it('adds up, and gives each report the newest decision that was there for it', async () => {
  const inputs = [
    fc.array(told, { maxLength: 14 }),
    fc.array(own, { maxLength: 10 }),
    fc.array(fc.nat(), { maxLength: 30 }),
  ] as const;
  await fc.assert(
    fc.asyncProperty(...inputs, async (reports, decisions, order) => {
      const organisation = `org-${++made}`;
      const minutes = new Set<string>();
      // Two of one case at one instant have no order that anybody could check.
      const distinct = decisions.filter(({ key, day, minute }) => {
        const name = `${key}/${day}/${minute}`;
        return !minutes.has(name) && minutes.add(name);
      });
      for (const one of distinct) await insertOwn(organisation, one);
      // Once in order, then some of them again in any order.
      const again = order.flatMap((n) => reports[n % Math.max(reports.length, 1)] ?? []);
      for (const one of [...reports.toReversed(), ...again]) await tell(organisation, one);

      const days = await coverage(office.world.db, [organisation], { from: civil(0), until: civil(3) });
      for (const { reported, checked, owed, overridden, notDue, unchecked } of days)
        expect(checked + owed + overridden + notDue + unchecked).toBe(reported);
      const counted = days.map(({ organisation: _, decisionPoint, day, ...counts }) => {
        expect(decisionPoint).toBe(DP);
        return [day, counts] as const;
      });
      expect(new Map(counted)).toEqual(model(reports, distinct));
      // A day alone tells the same as it does among the others: what came before it still counts.
      const last = await coverage(office.world.db, [organisation], { from: civil(3), until: civil(3) });
      expect(last).toEqual(days.filter(({ day }) => day === civil(3)));
    }),
    { numRuns: 80 },
  );
});

it('tells organisations apart', async () => {
  await tell('org-left', { key: 'a', day: 0, minute: 0, source: 'host' });
  const range = { from: civil(0), until: civil(3) };
  expect(await coverage(office.world.db, ['org-right'], range)).toEqual([]);
  expect(await coverage(office.world.db, [], range)).toEqual([]);
  expect(await coverage(office.world.db, ['org-left', 'org-right'], range)).toMatchObject([
    { organisation: 'org-left', reported: 1 },
  ]);
});

const tell = (organisation: string, { key, source, ...when }: Told) =>
  office.world.db
    .transaction()
    .execute((trx) =>
      takeReports(trx, office.world, { organisation, source, kind: 'decisions' }, [
        { decisionPoint: DP, case: { key, part: '1' }, subject: null, openedAt: null, decidedAt: at(when) },
      ]),
    );

const bytes = new Uint8Array([1]);

/** For owed checks that were made: coverage asks whether there is one, not what it said. */
async function someCheck(): Promise<string> {
  const id = 'chk_coverage';
  await office.world.db
    .insertInto('credit_check')
    .values({
      ...{
        id,
        organisation: 'org',
        decision_point: DP,
        case_key: bytes,
        part: '1',
        subject_key: bytes,
        iss: 'i',
        sub: 's',
      },
      ...{ matter: null, origin: 'http://host.test', checked_at: new Date(START), fresh_until: new Date(START) },
      ...{ legal_date: '2026-03-01', outcome: 'clear', refusal: null, finds: false, offers: '[]', due_by: null },
      ...{
        catalogue_version: '1',
        intent_entry: 'e',
        result_entry: 'e',
        subject_commitment: bytes,
        sealed_case: bytes,
      },
      ...{ key_month: '2026-03', sealed_subject: bytes, key_year: 2026 },
    })
    .execute();
  return id;
}

async function insertOwn(organisation: string, { key, state, ...when }: Own): Promise<void> {
  const { db, index } = office.world;
  const id = `${organisation}/${key}/${when.day}/${when.minute}`;
  const place = { organisation, decision_point: DP };
  await db
    .insertInto('decision')
    .values({
      ...{ id, check_id: null, ...place, case_key: index.case(organisation, DP, key), part: '1' },
      ...{ origin: 'http://host.test', iss: 'i', sub: 's', effect: 'favourable', ground: null, because: 'check' },
      ...{ measures: '[]', hearing_days: null, hearing_kind: null, deferral_id: null, decided_at: new Date(at(when)) },
      ...{ receipt_state: state === 'settled' ? 'owed' : state, sealed_case: bytes, key_month: '2026-03' },
    })
    .execute();
  await db
    .insertInto('decision_event')
    .values({
      ...{ decision_id: id, n: 1, kind: 'effective', at: new Date(at(when)), legal_date: civil(when.day), entry: 'e' },
      ...{ heard_until: null, check_id: null, detail: null },
    })
    .execute();
  if (state !== 'owed' && state !== 'settled') return;
  await db
    .insertInto('owed_check')
    .values({
      ...{ decision_id: id, source: 'deferral', iss: 'i', sub: 's', ...place, since: new Date(at(when)) },
      ...{ due_by: civil(when.day), done_check: state === 'settled' ? checkId : null, review: false },
    })
    .execute();
}
