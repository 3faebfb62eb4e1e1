import type { AuditEntry, AuditSearchAnswer } from '@duecheck/core/contract';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { cursorAfter, placeOf } from './cursor.ts';
import { type Bound, readBounded } from './read-bounded.ts';
import { type EntryRow, selectEntries, toldEntry } from './told-entry.ts';
import { type Question, whereEntries } from './where-entries.ts';

export interface Page {
  /** As `next` of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** One page, newest first: a range of an index, however many entries there are. One more is read than told, to know of a next page. */
export async function searchEntries(
  db: Database,
  question: Question,
  { after, limit }: Page,
  bound: Bound,
): Promise<Omit<AuditSearchAnswer, 'query'>> {
  const rows = await readBounded(db, pageOf(question, { after, limit: limit + 1 }), bound);
  const entries: AuditEntry[] = rows.slice(0, limit).map((row) => toldEntry(row, question.today));
  const last = entries.at(-1);
  const next = last !== undefined && rows.length > limit ? cursorAfter({ at: last.occurredAt, id: last.id }) : null;
  return { entries, next };
}

export function pageOf(question: Question, { after, limit }: Page) {
  const last = after === undefined ? undefined : placeOf(after);
  const beyond = last === undefined ? sql`true` : sql`(e.occurred_at, e.id) < (${last.at}, ${last.id})`;
  return sql<EntryRow>`
    ${selectEntries(question.today)}
     where ${whereEntries(question)} and ${beyond}
     order by e.occurred_at desc, e.id desc limit ${limit}`;
}
