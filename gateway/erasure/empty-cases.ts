/**
 * What offices' own rows hold of a person's year: who it was, and by which case they were met. A case gets a number that
 * nobody can compute, the same in every table, so that what was reported still meets what was decided and coverage adds up.
 */
import { sql } from 'kysely';
import { byteaArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Emptied } from './emptied.ts';
import type { PersonYear } from './person.ts';

interface CaseRow {
  readonly organisation: string;
  readonly decision_point: string;
  readonly case_key: Uint8Array;
  readonly part: string;
}

const NOTHING = sql`'\\x'::bytea`;
const yearOf = (column: string) => sql`extract(year from ${sql.ref(column)} at time zone 'Asia/Shanghai')`;

export async function emptyCases(
  trx: Trx,
  { random }: Pick<World, 'random'>,
  { keys, year }: PersonYear,
  emptied: Emptied,
): Promise<void> {
  const theirs = (column = 'subject_key') => sql`${sql.ref(column)} = any(${byteaArray(keys)}::bytea[])`;
  const mine = (column: string) => sql`${theirs()} and ${sql.ref(column)} = ${year}`;
  const bound = sql`${theirs()} and ${yearOf('bound_at')} = ${year}`;
  const { rows: cases } = await sql<CaseRow>`
    select organisation, decision_point, case_key, part from credit_check where ${mine('key_year')}
    union select organisation, decision_point, case_key, part from case_subject where ${bound}`.execute(trx);
  const { rows: checks } = await sql<{ id: string }>`select id from credit_check where ${mine('key_year')}`.execute(
    trx,
  );

  await emptied.run(
    sql`update credit_check set subject_key = ${NOTHING}, sealed_subject = ${NOTHING}, sealed_case = ${NOTHING},
               neighbourhood = null
         where ${mine('key_year')}`,
    'credit_check',
  );
  await emptied.run(
    sql`delete from idempotency where made = any(${checks.map(({ id }) => id)}::text[])`,
    'idempotency',
  );
  for (const one of cases) await renameCase(trx, one, random(32), emptied);
  await emptied.run(sql`delete from case_subject where ${bound}`, 'case_subject');

  await emptied.run(
    sql`update authorisation set subject_key = ${NOTHING}, sealed_subject = ${NOTHING}, evidence_digest = ''
         where ${mine('key_year')}`,
    'authorisation',
  );
  await emptied.run(
    sql`update batch_item set subject_key = null, case_key = null, sealed_case = null, sealed_subject = null, told = null,
               subject_commitment = null
         where ${mine('key_year')}`,
    'batch_item',
  );
  await emptied.run(
    sql`update release set subject_key = null, sealed_case = ${NOTHING}, sealed_reason = ${NOTHING}
         where ${theirs()} and extract(year from legal_date) = ${year}`,
    'release',
  );
  await emptied.run(
    sql`update reported_case set subject_key = null
         where ${theirs()} and extract(year from opened_on) = ${year}`,
    'reported_case',
  );
  await emptied.run(
    sql`update widget_session set subject_key = null, expect_subject = null, claims = null, sealed_case = ${NOTHING}
         where (${theirs()} or ${theirs('expect_subject')}) and ${yearOf('opened_at')} = ${year}`,
    'widget_session',
  );
}

/** A case that goes on in a year that is kept stays what it is. */
async function renameCase(trx: Trx, one: CaseRow, fresh: Uint8Array, emptied: Emptied): Promise<void> {
  const here = sql`organisation = ${one.organisation} and decision_point = ${one.decision_point}
    and case_key = ${one.case_key} and part = ${one.part}`;
  const { rows } = await sql`select from credit_check where ${here} and subject_key <> ${NOTHING} limit 1`.execute(trx);
  if (rows.length > 0) return;
  const decisions = sql`select id from decision where ${here}`;
  await emptied.run(
    sql`update receipt_use set case_key = ${fresh}
         where case_key = ${one.case_key} and part = ${one.part}
           and jti in (select jti from receipt where decision_id in (${decisions})
                       union select jti from receipt_member where decision_id in (${decisions}))`,
    'receipt_use',
  );
  await emptied.run(
    sql`update receipt_member set case_key = ${fresh} where decision_id in (${decisions})`,
    'receipt_member',
  );
  await emptied.run(sql`update decision set case_key = ${fresh}, sealed_case = ${NOTHING} where ${here}`, 'decision');
  for (const table of ['credit_check', 'release', 'reported_decision', 'reported_case'])
    await emptied.run(sql`update ${sql.table(table)} set case_key = ${fresh} where ${here}`, table);
  await emptied.run(
    sql`update widget_session set case_key = ${fresh}
         where partner = ${one.organisation} and decision_point = ${one.decision_point}
           and case_key = ${one.case_key} and part = ${one.part}`,
    'widget_session',
  );
}
