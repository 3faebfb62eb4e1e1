/** A second person's word for one case: looked up when a lookup or decision needs it, used once. */
import type { ReleaseKind } from '@duecheck/core/contract';
import type { CaseColumns } from '../decisions/load.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';

/** How long an unanswered request stays, and how long a given release may be used. Ours: a working day, an hour. */
export const ASKED_MS = 24 * 3_600_000;
export const GIVEN_MS = 3_600_000;

export interface ReleaseUse {
  readonly kind: ReleaseKind;
  readonly place: CaseColumns;
  /** Whoever asked: a release is no pass for a colleague. */
  readonly account: Pick<Account, 'iss' | 'sub'>;
  /** Whom a lookup is about: the second person let this one through, nobody else; null for a decision without a lookup. */
  readonly subjectKey: Uint8Array | null;
  /** Check or decision that it lets through; the same one may come again (a replay, the re-check of a retry). */
  readonly usedBy: string;
  readonly now: number;
}

/** A given release of this case, locked and not used up yet. @returns its id, or null where there is none */
export async function findRelease(trx: Trx, use: ReleaseUse): Promise<string | null> {
  const { kind, place, account, subjectKey, usedBy, now } = use;
  const found = await trx
    .selectFrom('release')
    .select('id')
    .where('kind', '=', kind)
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .where('iss', '=', account.iss)
    .where('sub', '=', account.sub)
    .$if(subjectKey !== null, (query) => query.where('subject_key', '=', subjectKey))
    .where('answer', '=', 'give')
    .where('valid_until', '>', new Date(now))
    .where((eb) => eb.or([eb('used_by', 'is', null), eb('used_by', '=', usedBy)]))
    .orderBy('answered_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return found?.id ?? null;
}

export async function useRelease(trx: Trx, id: string, usedBy: string): Promise<void> {
  await trx.updateTable('release').set({ used_by: usedBy }).where('id', '=', id).execute();
}
