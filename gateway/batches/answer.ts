import type { BatchAnswer, BatchState, Id } from '@duecheck/core/contract';
import { iso, type LegalTime } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';
import { sayPace } from './pace.ts';
import { countsOf } from './standing.ts';

/** How far a batch is, as whoever of its office asks. */
export async function batchAnswer(
  db: Database | Trx,
  world: World,
  batch: BatchRow,
  { caller, legal }: { readonly caller: Pick<Account, 'iss' | 'sub'>; readonly legal: LegalTime },
): Promise<BatchAnswer> {
  const counts = await countsOf(db, batch, legal);
  const moving = batch.state === 'running';
  return {
    batchId: batch.id as Id<'bat'>,
    decisionPoint: batch.decision_point,
    organisation: batch.organisation,
    round: batch.round,
    state: batch.state as BatchState,
    pausedBecause: batch.paused_because as BatchAnswer['pausedBecause'],
    total: batch.total,
    done: batch.total - counts.waiting,
    counts,
    ...sayPace(moving ? batch.pace : [], { now: world.clock.now(), left: counts.waiting }),
    startedAt: iso(batch.started_at.getTime()),
    endedAt: batch.ended_at === null ? null : iso(batch.ended_at.getTime()),
    rerunOf: batch.rerun_of as Id<'bat'> | null,
    mine: batch.iss === caller.iss && batch.sub === caller.sub,
    decided: await decidedIn(db, batch),
    receipt: await receiptOf(db, batch),
  };
}

export async function decidedIn(db: Database | Trx, { id, effect }: BatchRow): Promise<number> {
  if (effect === null) return 0;
  const { n } = await db
    .selectFrom('batch_item')
    .select((eb) => eb.fn.count<number>('decision_id').as('n'))
    .where('batch_id', '=', id)
    .executeTakeFirstOrThrow();
  return n;
}

async function receiptOf(db: Database | Trx, { receipt_jti }: BatchRow): Promise<BatchAnswer['receipt']> {
  if (receipt_jti === null) return null;
  const row = await db
    .selectFrom('receipt')
    .select(['expires_at', 'claims'])
    .where('jti', '=', receipt_jti)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : { expiresAt: iso(row.expires_at.getTime()), n: JSON.parse(row.claims).n };
}
