/** What was sealed at the person's request goes by itself once its ten years are over: nobody has to ask twice. */
import { toBase64Url } from '@duecheck/core/bytes';
import { type CivilDate, windowEnding } from '@duecheck/core/time';
import { sql } from 'kysely';
import { rootOf } from '../identity/organisations.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { type ErasingWorld, eraseYears, LOG_TERM, lastDayOf } from './erase-person.ts';
import { type PersonYear, yearsOf } from './person.ts';

/** Persons in one look. */
const AT_ONCE = 100;

/** @returns entries that were erased */
export async function eraseSealed(world: ErasingWorld, signal?: AbortSignal): Promise<number> {
  const { today } = await world.legal(world.db);
  let erased = 0;
  for (let after = ''; !signal?.aborted; ) {
    // Candidates: something of theirs is old enough; whether all of that year is, is asked one by one.
    const { rows } = await sql<{ subject: string }>`
      select distinct e.subject_key as subject
        from entry_visibility v join register_entry e on e.id = v.entry
       where v.kind = 'sealed' and e.subject_key > ${after} and e.occurred_at < ${tenYearsBefore(today)}
       order by e.subject_key limit ${AT_ONCE}`.execute(world.db);
    for (const { subject } of rows) erased += await eraseOld(world, subject, today);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.subject;
  }
  return erased;
}

const eraseOld = (world: ErasingWorld, subject: string, today: CivilDate): Promise<number> =>
  world.db.transaction().execute(async (trx) => {
    const years = await yearsOf(trx, { keys: await keysBeside(trx, subject) });
    const over: PersonYear[] = [];
    for (const year of years) if (lastDayOf(year) < today && (await isSealedWhole(trx, year))) over.push(year);
    if (over.length === 0) return 0;
    const organisation = await rootOf(trx);
    return (await eraseYears(trx, world, over, { organisation, actor: null, basis: 'seal-ended' })).entries;
  });

/** The number is not known here: what else the person is known by is read off the checks of these entries. */
async function keysBeside(trx: Trx, subject: string): Promise<Uint8Array[]> {
  const key = Buffer.from(subject, 'base64url');
  const { rows } = await sql<{ subject_key: Uint8Array }>`
    select distinct c.subject_key from register_entry e join credit_check c on c.id = e.check_id
     where e.subject_key = ${subject} and length(c.subject_key) > 0 and c.subject_key <> ${key}`.execute(trx);
  return [key, ...rows.map((row) => row.subject_key)];
}

/** Something that was looked up after the seal was not sealed, and nobody asked for its end. */
async function isSealedWhole(trx: Trx, { keys, kids }: PersonYear): Promise<boolean> {
  const { rows } = await sql`
    select from register_entry e left join entry_visibility v on v.entry = e.id and v.kind = 'sealed'
     where e.subject_key = any(${textArray(keys.map(toBase64Url))}::text[])
       and e.person_kid = any(${textArray(kids)}::text[]) and v.entry is null limit 1`.execute(trx);
  return rows.length === 0;
}

/** Some hours too late, since an instant is no civil day: each year is judged by civil days in the end. */
const tenYearsBefore = (today: CivilDate): string => `${windowEnding(today, LOG_TERM).from}T00:00:00.000Z`;
