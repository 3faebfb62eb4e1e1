/** What an erasure leaves of the register's rows: the leaf and the clear columns. Never deletes one, so every proof still verifies. */
import { toBase64Url, utf8 } from '@duecheck/core/bytes';
import type { Suite } from '@duecheck/core/register';
import { sql } from 'kysely';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { Emptied } from './emptied.ts';
import type { PersonYear } from './person.ts';

/** @returns ids of the entries that were emptied */
export async function emptyEntries(trx: Trx, year: PersonYear, emptied: Emptied): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update register_entry
       set subject_key = null, case_key = null, surname_key = null, name_key = null, pepper_version = null,
           person_kid = null, office_kid = null, person_sealed = null, office_sealed = null
     where subject_key = any(${textArray(year.keys.map(toBase64Url))}::text[])
       and person_kid = any(${textArray(year.kids)}::text[]) returning id`.execute(trx);
  const ids = rows.map(({ id }) => id);
  emptied.count('register_entry', ids.length);
  // What was found is never told again either: which records it showed goes, and that it is sealed stays.
  await emptied.run(sql`delete from shown_record where entry = any(${ids}::text[])`, 'shown_record');
  await sql`
    insert into entry_visibility (entry, kind, basis, until) select id, 'sealed', null, null from unnest(${ids}::text[]) as u (id)
    on conflict (entry) do update set kind = 'sealed', basis = null, until = null`.execute(trx);
  return ids;
}

/** Ties the emptied rows to the entry that says so. */
export async function attribute(trx: Trx, ids: readonly string[], erasure: string): Promise<void> {
  await sql`
    insert into entry_erasure (entry, erasure) select id, ${erasure} from unnest(${ids}::text[]) as u (id)`.execute(
    trx,
  );
}

/** One digest for a set of entries, base64url: of their ids in order, a line each. What an erasure's entry commits to. */
export const digestOfEntries = (ids: readonly string[], suite: Pick<Suite, 'hash'>): string =>
  toBase64Url(
    suite.hash(
      utf8(
        [...ids]
          .sort()
          .map((id) => `${id}\n`)
          .join(''),
      ),
    ),
  );
