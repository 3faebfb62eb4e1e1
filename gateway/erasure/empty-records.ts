/**
 * Records end by terms of their own (DESIGN §3.5): erased is what nobody has to keep any more. What a law or a court wants gone
 * sooner must have ended first, by its own route, where checks look again and measures are lifted. The row stays, so that the
 * same file brings nothing back.
 */

import { toBase64Url } from '@duecheck/core/bytes';
import { sql } from 'kysely';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { Emptied } from './emptied.ts';
import type { Person } from './person.ts';

export interface RecordsLeft {
  /** Records that are kept: in force, or to be kept by their own term. */
  readonly kept: number;
}

export async function emptyRecords(
  trx: Trx,
  person: Pick<Person, 'keys'>,
  { today, demanded }: { readonly today: string; readonly demanded: boolean },
  emptied: Emptied,
): Promise<RecordsLeft> {
  const theirs = sql`subject_key = any(${byteaArray(person.keys)}::bytea[])`;
  const over = demanded
    ? sql`(retain_until < ${today}::date or use_until < ${today}::date or state in ('repaired', 'withdrawn', 'sealed'))`
    : sql`retain_until < ${today}::date`;
  await emptied.run(
    sql`delete from superseded_content where record in (select id from credit_record where ${theirs} and ${over})`,
    'superseded_content',
  );
  await emptied.run(
    sql`update credit_record
           set subject_key = '\\x', sealed = '\\x', content_digest = null, facts = '{}', organ = '', item = '', behaviour = null,
               severity = null, domain = null, occupation = null, licence = null, dispute_due_by = null, reported_on = null,
               state = case when state in ('repaired', 'withdrawn', 'sealed') then state else 'withdrawn' end
         where ${theirs} and ${over}`,
    'credit_record',
  );
  const { rows } = await sql`select from credit_record where ${theirs}`.execute(trx);
  // Whom the registry knows matters to the next lookup; only a law takes that away, once nothing is on record.
  if (demanded && rows.length === 0) await emptied.run(sql`delete from known_subject where ${theirs}`, 'known_subject');
  if (demanded) await emptyLists(person, emptied);
  return { kept: rows.length };
}

/** Who works where, and whose look-ups are always reviewed: offices' lists, which the next import replaces. */
async function emptyLists({ keys }: Pick<Person, 'keys'>, emptied: Emptied): Promise<void> {
  const theirs = sql`subject_key = any(${textArray(keys.map(toBase64Url))}::text[])`;
  for (const table of ['review_staff', 'review_listed'] as const)
    await emptied.run(sql`delete from ${sql.table(table)} where ${theirs}`, table);
}
