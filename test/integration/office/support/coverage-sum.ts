import { parseCivilDate } from '@duecheck/core/time';
import { type CoverageDay, coverage } from '../../../../gateway/denominator/coverage.ts';
import type { Database } from '../../../../gateway/store/database.ts';

type Sum = { -readonly [C in Exclude<keyof CoverageDay, 'organisation' | 'decisionPoint' | 'day'>]: number };

/** Every day there is. */
export const coverageDays = (db: Database, organisation: string): Promise<CoverageDay[]> =>
  coverage(db, [organisation], { from: parseCivilDate('2000-01-01'), until: parseCivilDate('2999-12-31') });

export async function coverageSum(db: Database, organisation: string): Promise<Sum> {
  const sum: Sum = { reported: 0, checked: 0, owed: 0, overridden: 0, notDue: 0, unchecked: 0, unreported: 0 };
  for (const day of await coverageDays(db, organisation))
    for (const column of Object.keys(sum) as (keyof Sum)[]) sum[column] += day[column];
  return sum;
}
