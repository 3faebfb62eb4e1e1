/**
 * Exactly-once meaning (DESIGN §3, Idempotency). Stored: an HMAC of the request and the id of what it made, in the
 * transaction that made it; never the answer. A crash before the commit leaves nothing, one after it leaves the id.
 */
import { createHash } from 'node:crypto';
import { equalBytes } from '@duecheck/core/bytes';
import { canonicalBytes, canonicalize, type Json } from '@duecheck/core/register';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { RequestProblem } from './problem.ts';

export interface Claim {
  /** Key scope: (organisation, actor, route), and the client's key. */
  readonly organisation: string;
  readonly account: Pick<Account, 'iss' | 'sub'>;
  readonly route: string;
  readonly key: string;
  readonly request: unknown;
}

/**
 * Claims a key for `make`, or finds what it made before.
 *
 * A second request with the same key waits at the unique index until the first one ends; past the lock timeout it is
 * told `idempotency-running`.
 *
 * @returns null: it is yours, go on. Otherwise the id that the first request made.
 * @throws RequestProblem `idempotency-key-reused` for another request under the same key
 */
export async function claimOnce(trx: Trx, world: World, claim: Claim, make: string): Promise<string | null> {
  const scope = createHash('sha256')
    .update(canonicalBytes([claim.organisation, claim.account.iss, claim.account.sub, claim.route, claim.key]))
    .digest();
  // Keyed: the request holds an identity number, whose plain hash could be searched (IDS §0.4).
  const hmac = world.index.request(canonicalize(claim.request as Json));
  const row = { scope, request_hmac: hmac, made: make, created_at: new Date(world.clock.now()) };
  const inserted = await trx
    .insertInto('idempotency')
    .values(row)
    .onConflict((conflict) => conflict.column('scope').doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return null;
  const held = await trx
    .selectFrom('idempotency')
    .select(['request_hmac', 'made'])
    .where('scope', '=', scope)
    .executeTakeFirstOrThrow();
  if (!equalBytes(held.request_hmac, hmac)) throw new RequestProblem('idempotency-key-reused');
  return held.made;
}
