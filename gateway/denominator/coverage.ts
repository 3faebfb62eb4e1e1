/**
 * Coverage (应查必查): of the decisions that were told us, how many had their check. A report is laid beside the newest of our own
 * decisions on its case that took effect no later than its day and that no report before it has; where there is none, it went
 * unchecked. So `checked + owed + overridden + notDue + unchecked = reported`, always (DESIGN §8.14).
 */
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { textArray } from '../store/binary-arrays.ts';
import type { Database, Trx } from '../store/database.ts';

export interface CoverageDay {
  readonly organisation: string;
  readonly decisionPoint: string;
  /** On which they were decided, in Shanghai. */
  readonly day: CivilDate;
  /** The denominator: what host systems and proxies told, each decision once, whoever told it. */
  readonly reported: number;
  /** Before the decision, or owed and made since. */
  readonly checked: number;
  readonly owed: number;
  /** By a second person (break-glass). */
  readonly overridden: number;
  readonly notDue: number;
  /** Decided past us, or passed as "not checked" for want of an authorisation. */
  readonly unchecked: number;
  /** Beside the sum: decisions that took effect here that day and that nobody told; a proxy or an export is missing. */
  readonly unreported: number;
}

export interface DeciderDay extends CoverageDay {
  /** The role in which it was decided here; null where it was decided past us, and nobody told by whom. */
  readonly deciders: string | null;
}

export interface CoverageRange {
  /** Both inclusive. */
  readonly from: CivilDate;
  readonly until: CivilDate;
}

export async function coverage(
  db: Database | Trx,
  organisations: readonly string[],
  range: CoverageRange,
): Promise<CoverageDay[]> {
  const days = new Map<string, CoverageDay>();
  for (const { deciders: _, ...row } of await coverageByDeciders(db, organisations, range)) {
    const key = JSON.stringify([row.organisation, row.decisionPoint, row.day]);
    const day = days.get(key);
    days.set(key, day === undefined ? row : { ...row, ...addCounts(day, row) });
  }
  return [...days.values()];
}

export const COVERAGE_COUNTS = [
  ...(['reported', 'checked', 'owed', 'overridden', 'notDue', 'unchecked', 'unreported'] as const),
] as const;
export type CoverageCounts = Pick<CoverageDay, (typeof COVERAGE_COUNTS)[number]>;

export const addCounts = (a: CoverageCounts, b: CoverageCounts): CoverageCounts =>
  Object.fromEntries(COVERAGE_COUNTS.map((name) => [name, a[name] + b[name]])) as unknown as CoverageCounts;

/** Days in order; within one, each group of deciders. */
export async function coverageByDeciders(
  db: Database | Trx,
  organisations: readonly string[],
  range: CoverageRange,
): Promise<DeciderDay[]> {
  const { from, until } = range;
  const { rows } = await sql<
    Record<keyof CoverageCounts, string> & {
      organisation: string;
      decision_point: string;
      day: CivilDate;
      deciders: string | null;
    }
  >`
    with told as (
      -- The n-th of a case and day is one decision, whoever tells it: clocks of two reporters differ.
      select distinct organisation, decision_point, case_key, part, decided_on as day,
             row_number() over (partition by organisation, decision_point, case_key, part, decided_on, source
                                    order by decided_at) as nth
        from reported_decision
       where organisation = any(${textArray(organisations)}::text[]) and decided_on <= ${until}::date
    ), own as (
      select d.organisation, d.decision_point, d.case_key, d.part,
             (e.at at time zone 'Asia/Shanghai')::date as day,
             row_number() over (partition by d.organisation, d.decision_point, d.case_key, d.part
                                    order by e.at, d.id) as nth,
             case when d.receipt_state = 'owed' and o.done_check is not null then 'checked' else d.receipt_state end as state,
             r.role as deciders
        from decision d
        join decision_event e on e.decision_id = d.id and e.kind = 'effective'
        left join owed_check o on o.decision_id = d.id
        left join register_entry r on r.id = e.entry
       where d.organisation = any(${textArray(organisations)}::text[])
         and (e.at at time zone 'Asia/Shanghai')::date <= ${until}::date
    ), steps as (
      select organisation, decision_point, case_key, part, day, nth, state, deciders, 0 as told from own
      union all
      select organisation, decision_point, case_key, part, day, nth, null, null, 1 from told
    ), walked as (
      -- Our decisions open a bracket, reports close one: what stands on the same level belongs together.
      select steps.*,
             told + sum(1 - 2 * told) over (partition by organisation, decision_point, case_key, part
                                               order by day, told, nth rows unbounded preceding) as level
        from steps
    ), paired as (
      select walked.*, lag(told) over beside as before, lag(state) over beside as state_before,
             lag(deciders) over beside as deciders_before, lead(told) over beside as after
        from walked
      window beside as (partition by organisation, decision_point, case_key, part, level order by day, told, nth)
    ), judged as (
      select organisation, decision_point, day, told,
             case when told = 1 then coalesce(case when before = 0 then state_before end, 'unchecked') end as state,
             case when told = 0 then deciders when before = 0 then deciders_before end as deciders,
             told = 0 and coalesce(after, 0) = 0 as untold
        from paired
    )
    select organisation, decision_point, day::text as day, deciders,
           count(*) filter (where told = 1) as reported,
           count(*) filter (where state = 'checked') as checked,
           count(*) filter (where state = 'owed') as owed,
           count(*) filter (where state = 'overridden') as overridden,
           count(*) filter (where state = 'not-due') as "notDue",
           count(*) filter (where state in ('unchecked', 'not-checked')) as unchecked,
           count(*) filter (where untold) as unreported
      from judged
     where day >= ${from}::date and (told = 1 or untold)
     group by organisation, decision_point, day, deciders
     order by organisation, decision_point, day, deciders`.execute(db);
  return rows.map(({ organisation, decision_point, day, deciders, ...counts }) => ({
    ...{ organisation, decisionPoint: decision_point, day, deciders },
    reported: Number(counts.reported),
    checked: Number(counts.checked),
    owed: Number(counts.owed),
    overridden: Number(counts.overridden),
    notDue: Number(counts.notDue),
    unchecked: Number(counts.unchecked),
    unreported: Number(counts.unreported),
  }));
}
