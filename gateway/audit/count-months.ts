/**
 * What was done how often, a day and a month at a time, for charts. Each series of a month is a line of its own whose small numbers are
 * kept back; no number here is the sum of others, of a part of a month or of some of one's organisations, so that none can be had by
 * taking one from another.
 */
import { STATISTICS, type Statistic, type StatisticsAnswer } from '@duecheck/core/contract';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../identity/auditors.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { keepBack, unlessSmall } from './keep-back.ts';
import { isSealed, isWithheld } from './withheld.ts';

type Month = StatisticsAnswer['months'][number];

export interface Counting {
  readonly organisations: Scope;
  /** By the machine's clock, which entries have their times from. */
  readonly now: CivilDate;
  /** By the legal clock, which records end by. */
  readonly today: CivilDate;
}

/** @param months `YYYY-MM`; of those that have not ended no number is made. */
export async function countMonths(trx: Trx, months: readonly string[], counting: Counting): Promise<Month[]> {
  const counted: Month[] = [];
  for (const month of months) {
    const days = daysOf(month);
    counted.push(
      (days.at(-1) as CivilDate) < counting.now
        ? { month, state: 'ended', series: await seriesOf(trx, days, counting) }
        : { month, state: 'running', series: [] },
    );
  }
  return counted;
}

async function seriesOf(trx: Trx, days: readonly CivilDate[], counting: Counting): Promise<Month['series']> {
  const ends = days.map((day) => beginOf(addDays(day, 1)));
  // Joined by its bounds: the text of an altered row need not be an instant.
  const { rows } = await sql<{ day: CivilDate; statistic: Statistic; n: number }>`
    select d.day, ${statisticOf(counting.today)} as statistic, count(*)::int as n
      from unnest(${textArray(days)}::text[], ${textArray(days.map(beginOf))}::text[], ${textArray(ends)}::text[])
        as d (day, begins, ends)
      join register_entry e on e.occurred_at >= d.begins and e.occurred_at < d.ends
     where ${within(counting.organisations)}
     group by 1, 2`.execute(trx);
  return STATISTICS.map((statistic) => {
    const counts = new Map(rows.filter((row) => row.statistic === statistic).map(({ day, n }) => [day, n]));
    const { total, parts } = keepBack(days.map((day) => counts.get(day) ?? 0));
    return { statistic, total, days: [...parts] };
  });
}

/** Of entries whose delay has not ended. */
export async function countDelayed(trx: Trx, { organisations, today }: Counting): Promise<StatisticsAnswer['delayed']> {
  const { rows } = await sql<{ basis: string; entries: number }>`
    select v.basis, count(*)::int as entries from entry_visibility v join register_entry e on e.id = v.entry
     where v.kind = 'delayed' and v.until >= ${today}::date and ${within(organisations)}
     group by v.basis order by v.basis`.execute(trx);
  return rows.map(({ basis, entries }) => ({ basis, entries: unlessSmall(entries) }));
}

const within = (organisations: Scope): RawBuilder<boolean> =>
  organisations === 'everything'
    ? sql<boolean>`true`
    : sql<boolean>`e.organisation = any(${textArray([...organisations])}::text[])`;

const statisticOf = (today: CivilDate) => sql<Statistic>`case
  when e.type in ('check.result', 'check.refused') then
    case when ${isSealed} or ${isWithheld(today)} then 'lookups-withheld' else 'lookups-' || e.outcome_class end
  when e.type = 'decision.effective' then 'decisions'
  when e.type = 'release.given' and e.flags @> '{break-glass}' then 'break-glass'
  when e.type = 'authorisation.given' then 'authorisations'
  when e.type = 'batch.started' then 'batches'
  when e.type = 'export' then 'exports'
  when e.type = 'audit.query' then 'audit-queries' end`;

/** Midnight in Shanghai. */
const beginOf = (day: CivilDate): string => new Date(`${day}T00:00:00+08:00`).toISOString();

function daysOf(month: string): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = `${month}-01` as CivilDate; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** Both inclusive. */
export function monthsBetween(from: string, until: string): string[] {
  const months: string[] = [];
  for (
    let day = `${from}-01` as CivilDate;
    day.slice(0, 7) <= until;
    day = addDays(`${day.slice(0, 7)}-01` as CivilDate, 31)
  )
    months.push(day.slice(0, 7));
  return months;
}
