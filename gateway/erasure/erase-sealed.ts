/** What was sealed at the person's request goes by itself once its ten years are over: nobody has to ask twice. */
import { toBase64Url } from '@duecheck/core/bytes';
import { type CivilDate, windowEnding } from '@duecheck/core/time';
import { sql } from 'kysely';
import { rootOf } from '../identity/organisations.ts';
import { type ErasingWorld, eraseYears, LOG_TERM, lastDayOf } from './erase-person.ts';
import { yearsOf } from './person.ts';
import { rewriteFiles } from './rewrite-files.ts';

/** Persons in one look. */
const AT_ONCE = 100;

/** @returns entries that were erased */
export async function eraseSealed(world: ErasingWorld, signal?: AbortSignal): Promise<number> {
  const { today } = await world.legal(world.db);
  let erased = 0;
  for (let after = ''; !signal?.aborted; ) {
    // Candidates: something of theirs is old enough; whether all of that year is, is asked one by one.
    const { rows } = await sql<{ kid: string; subject_key: string }>`
      select distinct e.person_kid as kid, e.subject_key
        from entry_visibility v join register_entry e on e.id = v.entry
       where v.kind = 'sealed' and e.person_kid > ${after} and e.occurred_at < ${tenYearsBefore(today)}
       order by e.person_kid limit ${AT_ONCE}`.execute(world.db);
    for (const { kid, subject_key } of rows) erased += await eraseYear(world, { kid, subject: subject_key, today });
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.kid;
  }
  if (erased > 0) await rewriteFiles(world);
  return erased;
}

const eraseYear = (
  world: ErasingWorld,
  { kid, subject, today }: { readonly kid: string; readonly subject: string; readonly today: CivilDate },
): Promise<number> =>
  world.db.transaction().execute(async (trx) => {
    const key = Buffer.from(subject, 'base64url');
    const year = (await yearsOf(trx, { keys: [key] })).find((one) => one.kid === kid);
    const open = await sql`
      select from register_entry e left join entry_visibility v on v.entry = e.id and v.kind = 'sealed'
       where e.subject_key = ${toBase64Url(key)} and e.person_kid = ${kid} and v.entry is null limit 1`.execute(trx);
    // Something was looked up after the seal: that was not sealed, and nobody asked for its end.
    if (year === undefined || lastDayOf(year) >= today || open.rows.length > 0) return 0;
    const organisation = await rootOf(trx);
    return (await eraseYears(trx, world, [year], { organisation, actor: null, basis: 'seal-ended' })).entries;
  });

/** Some hours too late, since an instant is no civil day: each year is judged by civil days in the end. */
const tenYearsBefore = (today: CivilDate): string => `${windowEnding(today, LOG_TERM).from}T00:00:00.000Z`;
