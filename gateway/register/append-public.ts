/**
 * Entries of the house itself whose request anybody may read: what was erased, where a log ends and another begins, which
 * key follows which. The value stands beside the log, and the salt of this one commitment opens it to whoever asks.
 */
import { toBase64Url } from '@duecheck/core/bytes';
import { entrySecret, fieldSalt, type JsonObject, parseLeaf, type Suite } from '@duecheck/core/register';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import type { Database, Trx } from '../store/database.ts';
import { committedRequest } from './append.ts';
import type { AppendedEntry, EntryDraft } from './entry-draft.ts';

/** A draft about nobody. */
export type PublicDraft = Omit<EntryDraft, 'subject' | 'case' | 'decisionPoint' | 'outcome' | 'person'>;

const whole = (draft: PublicDraft): EntryDraft => ({
  ...draft,
  subject: null,
  case: null,
  decisionPoint: null,
  outcome: null,
});

/** @param append of the register, or what it stands on. */
export async function appendPublic(
  trx: Trx,
  append: (trx: Trx, drafts: readonly EntryDraft[]) => Promise<AppendedEntry[]>,
  draft: PublicDraft,
): Promise<AppendedEntry> {
  const [entry] = await append(trx, [whole(draft)]);
  if (entry === undefined) throw new Error('append gave no entry');
  const value = JSON.stringify(committedRequest(whole(draft)));
  await trx.insertInto('public_request').values({ entry: entry.id, value }).execute();
  return entry;
}

/** What opens the commitment `request` of one leaf, and nothing else of it. */
export interface PublicOpening {
  readonly entry: string;
  readonly type: string;
  /** Where it stands; null while it waits for its place. */
  readonly place: { readonly origin: string; readonly index: number } | null;
  readonly request: JsonObject;
  /** base64url; null once the key that it derives from is gone. */
  readonly salt: string | null;
}

export interface OpeningWorld {
  readonly db: Database;
  readonly subjectKeys: SubjectKeys;
  readonly suite: Suite;
}

/** @returns undefined for an entry that is not public, or that there is none of */
export async function publicOpening(
  { db, subjectKeys, suite }: OpeningWorld,
  id: string,
): Promise<PublicOpening | undefined> {
  const row = await db
    .selectFrom('public_request as o')
    .innerJoin('register_entry as e', 'e.id', 'o.entry')
    .leftJoin('register_place as p', 'p.entry', 'o.entry')
    .select(['o.value', 'e.leaf', 'e.office_kid', 'p.origin', 'p.seq'])
    .where('o.entry', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const leaf = parseLeaf(row.leaf);
  const [key] = row.office_kid === null ? [] : await subjectKeys.find(db, [row.office_kid]);
  return {
    entry: id,
    type: leaf.type,
    place: row.origin === null || row.seq === null ? null : { origin: row.origin, index: row.seq },
    request: JSON.parse(row.value) as JsonObject,
    salt: key === undefined ? null : toBase64Url(fieldSalt(entrySecret(key, leaf.id, suite), 'request', suite)),
  };
}
