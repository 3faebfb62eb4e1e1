import type { Selectable } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, type Held, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Trx } from '../store/database.ts';
import type { BatchTables } from '../store/tables/batches.ts';

export type BatchRow = Selectable<BatchTables['batch']>;

/** @throws RequestProblem `not-found`, also for a batch of an office that is not the caller's (invariant 15) */
export async function loadBatch(
  db: Database | Trx,
  account: Pick<Account, 'iss' | 'sub'>,
  id: string,
  { today }: LegalTime,
): Promise<{ readonly batch: BatchRow; readonly held: Held }> {
  const batch = await db.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (batch === undefined) throw new RequestProblem('not-found');
  const held = roleFor(await rolesOf(db, account, today, batch.organisation), DECIDERS, batch.decision_point);
  if (held === null) throw new RequestProblem('not-found');
  return { batch, held };
}

/**
 * Locked until the transaction ends: what happens to one batch happens one after the other, in whichever gateway.
 * @throws RequestProblem `not-found`
 */
export async function lockBatch(trx: Trx, id: string): Promise<BatchRow> {
  const batch = await trx.selectFrom('batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (batch === undefined) throw new RequestProblem('not-found');
  return batch;
}

/** The account whose lookups these are. */
export const starterOf = ({ iss, sub, assurance }: BatchRow): Account => ({ iss, sub, assurance });
