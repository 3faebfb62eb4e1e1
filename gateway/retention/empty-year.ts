/** What offices' own rows keep of the persons of a year whose log is gone: nothing. Counts stay. */
import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';

const yearOf = (column: string) => sql`extract(year from ${sql.ref(column)} at time zone 'Asia/Shanghai')`;

/** @returns the tables in which something was emptied */
export async function emptyYear(trx: Trx, year: number): Promise<string[]> {
  const nothing = sql`'\\x'::bytea`;
  const statements = {
    credit_check: sql`
      update credit_check set subject_key = ${nothing}, sealed_subject = ${nothing}, sealed_case = ${nothing}
       where key_year = ${year} and subject_key <> ${nothing}`,
    decision: sql`
      update decision set sealed_case = ${nothing} where ${yearOf('decided_at')} = ${year} and sealed_case <> ${nothing}`,
    case_subject: sql`delete from case_subject where ${yearOf('bound_at')} = ${year}`,
    authorisation: sql`
      update authorisation set subject_key = ${nothing}, sealed_subject = ${nothing}, evidence_digest = ''
       where key_year = ${year} and subject_key <> ${nothing}`,
    batch_item: sql`
      update batch_item set subject_key = null, sealed_case = null, sealed_subject = null, told = null
       where key_year = ${year} and subject_key is not null`,
    release: sql`
      update release set subject_key = null, sealed_case = ${nothing}, sealed_reason = ${nothing}
       where extract(year from legal_date) = ${year} and sealed_case <> ${nothing}`,
    reported_case: sql`
      update reported_case set subject_key = null
       where extract(year from opened_on) = ${year} and subject_key is not null`,
    widget_session: sql`
      update widget_session set subject_key = null, expect_subject = null, claims = null, sealed_case = ${nothing}
       where ${yearOf('opened_at')} = ${year} and sealed_case <> ${nothing}`,
  };
  const touched: string[] = [];
  for (const [table, statement] of Object.entries(statements)) {
    const { numAffectedRows = 0n } = await statement.execute(trx);
    if (numAffectedRows > 0n) touched.push(table);
  }
  return touched;
}
