/**
 * What was done in one case, oldest first: its own entries, and those of its checks and decisions, which stay joined to it when the
 * pepper changes in the middle and its keyed index with it.
 */
import type { AuditSearchAnswer } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import type { Scope } from '../identity/auditors.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Database } from '../store/database.ts';
import { cursorAfter, placeOf } from './cursor.ts';
import { type Bound, readBounded } from './read-bounded.ts';
import type { Page } from './search-entries.ts';
import { type EntryRow, selectEntries, toldEntry } from './told-entry.ts';
import { isSealed } from './withheld.ts';

export interface CaseQuestion {
  readonly caseKey: string;
  readonly organisations: Scope;
  readonly today: CivilDate;
}

export async function caseTimeline(
  db: Database,
  { caseKey, organisations, today }: CaseQuestion,
  { after, limit }: Page,
  bound: Bound,
): Promise<Omit<AuditSearchAnswer, 'query'>> {
  const { at, id } = after === undefined ? { at: '', id: '' } : placeOf(after);
  const seen =
    organisations === 'everything' ? sql`true` : sql`e.organisation = any(${textArray([...organisations])}::text[])`;
  const query = sql<EntryRow>`
    with own as (
      select e.id, e.check_id, e.decision_id from register_entry e
       where e.case_key = ${caseKey} and ${seen} and not ${isSealed}
    ), linked as (
      select id from own
      union select l.id from register_entry l join own on l.check_id = own.check_id
      union select l.id from register_entry l join own on l.decision_id = own.decision_id
    )
    ${selectEntries(today)}
     where e.id in (select id from linked) and ${seen} and not ${isSealed} and (e.occurred_at, e.id) > (${at}, ${id})
     order by e.occurred_at, e.id limit ${limit + 1}`;
  const rows = await readBounded(db, query, bound);
  const entries = rows.slice(0, limit).map((row) => toldEntry(row, today));
  const last = entries.at(-1);
  const next = last !== undefined && rows.length > limit ? cursorAfter({ at: last.occurredAt, id: last.id }) : null;
  return { entries, next };
}
