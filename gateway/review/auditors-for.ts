/** Whom an alert may be given to: auditors at its organisation or above, who look nobody up, and did not do what it is about. */
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { superiorsOf } from '../identity/organisations.ts';
import type { Account } from '../identity/tokens.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { AlertRow } from './alert-row.ts';

const MOST = 50;

export async function auditorsFor(
  trx: Trx,
  { organisation, iss, sub }: Pick<AlertRow, 'organisation' | 'iss' | 'sub'>,
  today: CivilDate,
): Promise<Pick<Account, 'iss' | 'sub'>[]> {
  const nodes = textArray([organisation, ...(await superiorsOf(trx, organisation))]);
  const now = sql`r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)`;
  const { rows } = await sql<Pick<Account, 'iss' | 'sub'>>`
    select distinct a.iss, a.sub from (
      select r.iss, r.sub from role_assignment r
       where r.role = 'auditor' and r.organisation = any(${nodes}::text[]) and ${now}) a
     where (a.iss, a.sub) <> (${iss}, ${sub})
       and not exists (select from role_assignment r
                        where r.iss = a.iss and r.sub = a.sub and r.role in ('clerk', 'reviewer') and ${now})
     order by a.iss, a.sub limit ${MOST}`.execute(trx);
  return rows;
}
