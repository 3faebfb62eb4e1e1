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

/** Everything under one key of the register: a person, as one pepper knows them, in one year. */
export interface PersonYear {
  /** As the rows name it. */
  readonly kid: string;
  readonly key: Uint8Array;
  readonly year: number;
  /** ISO 8601, of the newest entry. */
  readonly newest: string;
}

export async function yearsOf(trx: Trx, { keys }: Pick<Person, 'keys'>): Promise<PersonYear[]> {
  const { rows } = await sql<{ kid: string; newest: string }>`
    select person_kid as kid, max(occurred_at) as newest from register_entry
     where subject_key = any(${textArray(keys.map(toBase64Url))}::text[]) and person_kid is not null
     group by person_kid order by person_kid`.execute(trx);
  return rows.map(({ kid, newest }) => ({ ...parseKid(kid), kid, newest }));
}

/** `register/2026/<key>` (`keyRefText`). */
function parseKid(kid: string): Pick<PersonYear, 'key' | 'year'> {
  const [, year = '', key = ''] = kid.split('/');
  return { year: Number(year), key: Buffer.from(key, 'base64url') };
}
