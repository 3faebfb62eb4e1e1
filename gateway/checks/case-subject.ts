import { toHex } from '@duecheck/core/bytes';
import { sql } from 'kysely';
import type { CaseColumns } from '../decisions/load.ts';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';

/** `bound`: this check was the one that bound the case; `other`: the case belongs to somebody else. */
export type CaseBinding = 'bound' | 'held' | 'other';

export interface CaseOfSubject {
  readonly place: CaseColumns;
  readonly subjectKey: Uint8Array;
}

/**
 * (organisation, decision point, case, part) belongs to its first subject (PROTOCOL, Check). Comes before any record or
 * registry is read: `other` leaves no entry, so it must not depend on anything that was looked up. Two people at once meet
 * at the primary key, and the second waits for the first.
 *
 * @param cases of one organisation and decision point, no place twice. @returns in their order
 */
export async function bindCases(trx: Trx, cases: readonly CaseOfSubject[], now: number): Promise<CaseBinding[]> {
  const [first] = cases;
  if (first === undefined) return [];
  const { organisation, decision_point } = first.place;
  const parts = textArray(cases.map(({ place }) => place.part));
  const keys = byteaArray(cases.map(({ place }) => place.case_key));
  const { rows: bound } = await sql<{ case_key: Uint8Array; part: string }>`
    insert into case_subject (organisation, decision_point, case_key, part, subject_key, bound_at)
    select ${organisation}, ${decision_point}, c.case_key, c.part, c.subject_key, ${new Date(now)}::timestamptz
      from unnest(${keys}::bytea[], ${parts}::text[], ${byteaArray(cases.map((one) => one.subjectKey))}::bytea[])
        as c (case_key, part, subject_key)
    on conflict do nothing
    returning case_key, part`.execute(trx);
  const ours = new Set(bound.map(nameOf));
  const asked = cases.filter(({ place }) => !ours.has(nameOf(place)));
  const held = asked.length === 0 ? new Map<string, string>() : await heldBy(trx, asked);
  return cases.map(({ place, subjectKey }) => {
    if (ours.has(nameOf(place))) return 'bound';
    return held.get(nameOf(place)) === toHex(subjectKey) ? 'held' : 'other';
  });
}

async function heldBy(trx: Trx, cases: readonly CaseOfSubject[]): Promise<Map<string, string>> {
  const { organisation, decision_point } = (cases[0] as CaseOfSubject).place;
  const { rows } = await sql<{ case_key: Uint8Array; part: string; subject_key: Uint8Array }>`
    select s.case_key, s.part, s.subject_key
      from unnest(${byteaArray(cases.map(({ place }) => place.case_key))}::bytea[],
                  ${textArray(cases.map(({ place }) => place.part))}::text[]) as c (case_key, part)
      join case_subject s on s.organisation = ${organisation} and s.decision_point = ${decision_point}
       and s.case_key = c.case_key and s.part = c.part`.execute(trx);
  return new Map(rows.map((row) => [nameOf(row), toHex(row.subject_key)]));
}

const nameOf = ({ case_key, part }: Pick<CaseColumns, 'case_key' | 'part'>): string => `${toHex(case_key)}/${part}`;

/** Takes back what this check bound: a name that does not fit its number may be a typing error in the number. */
export async function releaseCase(trx: Trx, place: CaseColumns): Promise<void> {
  await trx
    .deleteFrom('case_subject')
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .execute();
}
