/** A person as the register finds them: by one HMAC of the number for each pepper that there was. */
import { toBase64Url } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import { keyedIndexBytes } from '@duecheck/core/register';
import { sql } from 'kysely';
import { subjectKeyOf } from '../intake/records.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

export interface PersonNamed {
  readonly kind: string;
  readonly number: string;
}

export interface Person {
  /** As it stands in an entry of the person's own. */
  readonly subject: { readonly kind: string; readonly number: string; readonly name: null };
  readonly keys: readonly Uint8Array[];
}

/** @throws DuecheckError `subject-invalid`, without the number */
export function personOf({ keys, suite }: Pick<World, 'keys' | 'suite'>, named: PersonNamed): Person {
  const subject = subjectKeyOf(named);
  if (subject === null) throw new DuecheckError('subject-invalid', 'this number cannot be right, or names nobody');
  const { kind, number } = subject;
  return {
    subject: { kind, number, name: null },
    keys: keys.all('pepper').map(({ bytes }) => keyedIndexBytes(bytes, 'subject', [kind, number], suite)),
  };
}

/** What the register holds of a person in one year: under one key, or one for each pepper that the year saw. */
export interface PersonYear {
  readonly year: number;
  /** Of the keys that its entries hang on, as the rows name them. */
  readonly kids: readonly string[];
  /** All that the person is known by, also where offices' own rows have another pepper than the entries. */
  readonly keys: readonly Uint8Array[];
  /** ISO 8601, of the newest entry. */
  readonly newest: string;
}

export async function yearsOf(trx: Trx, { keys }: Pick<Person, 'keys'>): Promise<PersonYear[]> {
  const { rows } = await sql<{ year: number; kids: string[]; newest: string }>`
    select split_part(person_kid, '/', 2)::int as year, array_agg(distinct person_kid) as kids, max(occurred_at) as newest
      from register_entry
     where subject_key = any(${textArray(keys.map(toBase64Url))}::text[]) and person_kid is not null
     group by 1 order by 1`.execute(trx);
  return rows.map((row) => ({ ...row, keys }));
}
