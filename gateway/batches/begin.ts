/** A batch into being: its members, its limits, its entry, in one transaction. */
import { type Id, newId } from '@duecheck/core/contract';
import type { Held } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { beginPace } from './pace.ts';
import { countSubjects } from './quota.ts';

export interface NewBatch {
  readonly id: Id<'bat'>;
  readonly account: Account;
  readonly held: Pick<Held, 'role'>;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly origin: string;
  readonly round: string;
  readonly total: number;
  /** Keyed digest of the list, hex: what the register keeps of it. */
  readonly digest: string;
  readonly rerunOf: string | null;
  /** Puts the members there, once the batch's own row stands. */
  readonly members: () => Promise<void>;
}

export const newBatchId = (world: World): Id<'bat'> =>
  newId('bat', { now: world.clock.now(), random: world.random(16) });

/** @throws RequestProblem `quota-exceeded`; nothing is written then */
export async function beginBatch(trx: Trx, world: World, made: NewBatch): Promise<void> {
  const { id, account, organisation, total } = made;
  const now = world.clock.now();
  await trx
    .insertInto('batch')
    .values({
      id,
      organisation,
      decision_point: made.decisionPoint,
      origin: made.origin,
      round: made.round,
      iss: account.iss,
      sub: account.sub,
      assurance: account.assurance,
      state: 'running',
      total,
      digest: made.digest,
      rerun_of: made.rerunOf,
      started_at: new Date(now),
      pace: JSON.stringify(beginPace(now)),
    })
    .execute();
  await made.members();
  const alone = await countSubjects(trx, world, { organisation, account, subjects: total });
  if (total > alone) await trx.updateTable('batch').set({ state: 'needs-release' }).where('id', '=', id).execute();
  await world.register.append(trx, [
    {
      type: 'batch.started',
      organisation,
      decisionPoint: made.decisionPoint,
      actor: { iss: account.iss, sub: account.sub, role: made.held.role, assurance: account.assurance },
      subject: null,
      case: null,
      round: made.round,
      request: {
        observed: { batch: id, subjects: total, list: made.digest, rerunOf: made.rerunOf },
        claimed: { origin: made.origin },
      },
      outcome: null,
      office: { purpose: made.decisionPoint, batch: id },
    },
  ]);
}
