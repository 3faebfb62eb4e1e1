/** Whether a person's authorisation carries a lookup now. Read at each lookup, locked while it is used (invariant 11). */
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import type { Trx } from '../store/database.ts';

export interface LiveAuthorisation {
  readonly id: string;
  /** All that may be looked at under it. */
  readonly categories: readonly string[];
}

export interface AuthorisedLookup {
  readonly subjectKey: Uint8Array;
  /** The organ that the person named: not its superiors, not those below it. */
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly today: CivilDate;
  readonly checkId: string;
}

/**
 * The authorisation that ends first, locked until the transaction ends, so that its last use is taken once and a
 * withdrawal waits. Nothing is used up yet: another part of the gate may still refuse.
 *
 * @returns null where none is in force: withdrawn, not yet, over, used up, for another organ or step
 */
export async function findAuthorisation(trx: Trx, lookup: AuthorisedLookup): Promise<LiveAuthorisation | null> {
  const { rows } = await sql<{ id: string; categories: string[] }>`
    select id, categories from authorisation a
     where subject_key = ${lookup.subjectKey} and organisation = ${lookup.organisation}
       and decision_point = ${lookup.decisionPoint} and withdrawn_at is null
       and valid_from <= ${lookup.today}::date and valid_until >= ${lookup.today}::date
       and (uses < uses_max or exists (
         select 1 from authorisation_use u where u.authorisation = a.id and u.check_id = ${lookup.checkId}))
     order by valid_until, id limit 1
       for update`.execute(trx);
  return rows[0] ?? null;
}

/** Takes one use of it. A replay of the same check is the same use. */
export async function useAuthorisation(trx: Trx, id: string, checkId: string, now: number): Promise<void> {
  const used = await trx
    .insertInto('authorisation_use')
    .values({ authorisation: id, check_id: checkId, used_at: new Date(now) })
    .onConflict((conflict) => conflict.columns(['authorisation', 'check_id']).doNothing())
    .executeTakeFirst();
  if ((used.numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  await trx
    .updateTable('authorisation')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Whether it still stands while a lookup is under way: what a platform answered after a withdrawal is not told. */
export async function stillAuthorised(trx: Trx, id: string, today: CivilDate): Promise<boolean> {
  const row = await trx
    .selectFrom('authorisation')
    .select('id')
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where('valid_until', '>=', today)
    // Against a withdrawal that is about to commit: it waits for us, or we for it.
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}
