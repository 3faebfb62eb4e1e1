/** Over an entry `e`: what may no longer be told of it, as a condition, so that no filter and no count tells it either. */
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { textArray } from '../store/binary-arrays.ts';
import type { Database } from '../store/database.ts';

/** It showed records, and every one of them has ended (PROTOCOL, shown_record). A platform's own record is not kept here and does not end. */
export const isWithheld = (today: CivilDate) => sql<boolean>`(
  exists (select from shown_record s where s.entry = e.id)
  and not exists (
    select from shown_record s left join credit_record r on r.id = s.record
     where s.entry = e.id
       and (r.id is null or not (r.state in ('repaired', 'withdrawn', 'sealed')
                                 or coalesce(r.use_until < ${today}::date, false)
                                 or coalesce(r.retain_until < ${today}::date, false)))))`;

export const isSealed = sql<boolean>`exists (
  select from entry_visibility v where v.entry = e.id and v.kind = 'sealed')`;

/** Which of these entries tell their result no more. */
export async function withheldAmong(
  db: Database,
  entries: readonly { readonly entry: string }[],
  today: CivilDate,
): Promise<ReadonlySet<string>> {
  const ids = textArray(entries.map(({ entry }) => entry));
  const { rows } = await sql<{ id: string }>`
    select e.id from unnest(${ids}::text[]) as e (id) where ${isWithheld(today)}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
