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

/** @param range days, both inclusive */
export async function coverage(
  db: Database | Trx,
  organisations: readonly string[],
  range: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<CoverageDay[]> {
  const { from, until } = range;
  const { rows } = await sql<
    Record<Exclude<keyof CoverageDay, 'organisation' | 'decisionPoint' | 'day'>, string> & {
      organisation: string;
      decision_point: string;
      day: CivilDate;
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
             case when d.receipt_state = 'owed' and o.done_check is not null then 'checked' else d.receipt_state end as state
        from decision d
        join decision_event e on e.decision_id = d.id and e.kind = 'effective'
        left join owed_check o on o.decision_id = d.id
       where d.organisation = any(${textArray(organisations)}::text[])
         and (e.at at time zone 'Asia/Shanghai')::date <= ${until}::date
    ), steps as (
      select organisation, decision_point, case_key, part, day, nth, state, 0 as told from own
      union all
      select organisation, decision_point, case_key, part, day, nth, null, 1 from told
    ), walked as (
      -- Our decisions open a bracket, reports close one: what stands on the same level belongs together.
      select steps.*,
             told + sum(1 - 2 * told) over (partition by organisation, decision_point, case_key, part
                                               order by day, told, nth rows unbounded preceding) as level
        from steps
    ), paired as (
      select walked.*, lag(told) over beside as before, lag(state) over beside as state_before, lead(told) over beside as after
        from walked
      window beside as (partition by organisation, decision_point, case_key, part, level order by day, told, nth)
    ), judged as (
      select organisation, decision_point, day, told,
             case when told = 1 then coalesce(case when before = 0 then state_before end, 'unchecked') end as state,
             told = 0 and coalesce(after, 0) = 0 as untold
        from paired
    )
    select organisation, decision_point, day::text as day,
           count(*) filter (where told = 1) as reported,
           count(*) filter (where state = 'checked') as checked,
           count(*) filter (where state = 'owed') as owed,
           count(*) filter (where state = 'overridden') as overridden,
           count(*) filter (where state = 'not-due') as "notDue",
           count(*) filter (where state in ('unchecked', 'not-checked')) as unchecked,
           count(*) filter (where untold) as unreported
      from judged
     where day >= ${from}::date and (told = 1 or untold)
     group by organisation, decision_point, day
     order by organisation, decision_point, day`.execute(db);
  return rows.map(({ organisation, decision_point, day, ...counts }) => ({
    ...{ organisation, decisionPoint: decision_point, day },
    reported: Number(counts.reported),
    checked: Number(counts.checked),
    owed: Number(counts.owed),
    overridden: Number(counts.overridden),
    notDue: Number(counts.notDue),
    unchecked: Number(counts.unchecked),
    unreported: Number(counts.unreported),
  }));
}
