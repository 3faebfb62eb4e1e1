/** Coverage as it is looked at: by some of organisation, row, day and deciders, and who told what it is counted against. */
import type { CoverageAnswer, CoverageBy, CoverageQuery } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { addCounts, COVERAGE_COUNTS, type CoverageCounts, type DeciderDay } from '../denominator/coverage.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';

type Group = CoverageAnswer['groups'][number];

const NONE = Object.fromEntries(COVERAGE_COUNTS.map((name) => [name, 0])) as unknown as CoverageCounts;

/** Groups in the order of their first day; sums of all that is given, whatever it is laid out by. */
export function layOut(
  days: readonly DeciderDay[],
  by: readonly CoverageBy[],
): Pick<CoverageAnswer, 'groups' | 'total'> {
  const groups = new Map<string, Group>();
  for (const day of days) {
    const named = { organisation: day.organisation, row: day.decisionPoint, day: day.day, deciders: day.deciders };
    const shown = (name: CoverageBy) => (by.includes(name) ? named[name] : null);
    const place = {
      ...{ organisation: shown('organisation'), row: shown('row'), day: shown('day'), deciders: shown('deciders') },
    };
    const key = JSON.stringify(place);
    groups.set(key, { ...place, ...addCounts(groups.get(key) ?? NONE, day) });
  }
  return {
    groups: [...groups.values()],
    total: days.reduce((sum: CoverageCounts, day) => addCounts(sum, day), addCounts(NONE, NONE)),
  };
}

export interface SourcesOf extends Pick<CoverageQuery, 'row'> {
  readonly organisations: readonly string[];
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** Each source's own count: what two of them told is one decision in the denominator, and stands here with both. */
export async function sourcesOf(
  trx: Trx,
  { organisations, from, until, row }: SourcesOf,
): Promise<CoverageAnswer['sources']> {
  const { rows } = await sql<CoverageAnswer['sources'][number]>`
    select organisation, decision_point as "row", source, count(*)::int as told, max(decided_on)::text as "lastDay"
      from reported_decision
     where organisation = any(${textArray(organisations)}::text[]) and decided_on between ${from}::date and ${until}::date
       and ${row === undefined ? sql`true` : sql`decision_point = ${row}`}
     group by organisation, decision_point, source
     order by organisation, decision_point, source`.execute(trx);
  return rows;
}
