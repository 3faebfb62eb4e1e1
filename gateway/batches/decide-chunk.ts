/**
 * The round's decision, member by member: each a decision of its own with its own entry, and one reason for all, which only
 * clear members may have (PROTOCOL, Receipt). Findings are decided one by one, by a person who reads them.
 */
import { type Effect, newId } from '@duecheck/core/contract';
import { sql } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { decideOnChecks } from '../decisions/decide-on-check.ts';
import type { LoadedCheck } from '../decisions/load.ts';
import { takeFreeCases } from '../decisions/open-decision.ts';
import { OWN_PERIOD, planDecision } from '../decisions/plan.ts';
import { failPoint } from '../fail-points.ts';
import { DECIDERS, type Held, roleFor, rolesOf } from '../identity/roles.ts';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { openWords } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { type BatchRow, lockBatch } from './batch-row.ts';
import { endRound } from './end-round.ts';
import type { Step } from './run-chunk.ts';
import { fresh } from './standing.ts';

const CHUNK = 200;

export async function decideChunk(world: World, batchId: string): Promise<Step> {
  const step = await world.db.transaction().execute(async (trx): Promise<Step> => {
    const batch = await lockBatch(trx, batchId);
    if (batch.state !== 'deciding') return 'stands';
    const legal = await world.legal(trx);
    const roles = await rolesOf(trx, deciderOf(batch), legal.today, batch.organisation);
    const held = roleFor(roles, DECIDERS, batch.decision_point);
    const next = held === null ? [] : await nextClear(trx, batch, legal);
    if (held === null || next.length === 0) {
      await endRound(trx, world, batch, { decider: deciderOf(batch), role: held?.role ?? 'none', legal });
      return 'stands';
    }
    await decideOn(trx, world, batch, { held, legal, members: await decidable(trx, next, legal) });
    await trx
      .updateTable('batch')
      .set({ decided_to: next.at(-1)?.n })
      .where('id', '=', batchId)
      .execute();
    failPoint('batch.before-decide-commit');
    return 'went-on';
  });
  failPoint('batch.after-decide-commit');
  return step;
}

type Clear = LoadedCheck & { readonly n: number };

const deciderOf = ({ decider_iss, decider_sub, decider_assurance }: BatchRow) => {
  if (decider_iss === null || decider_sub === null || decider_assurance === null)
    throw new Error('a round is decided by somebody');
  return { iss: decider_iss, sub: decider_sub, assurance: decider_assurance };
};

/** Everybody is considered once, in the list's order, so that a round ends whatever happens beside it. */
const nextClear = (trx: Trx, batch: BatchRow, legal: LegalTime): Promise<Clear[]> =>
  trx
    .selectFrom('batch_item as i')
    .innerJoin('credit_check as c', 'c.id', 'i.check_id')
    .selectAll('c')
    .select('i.n')
    .where('i.batch_id', '=', batch.id)
    .where('i.n', '>', batch.decided_to)
    .where('i.class', '=', 'clear')
    .where('i.decision_id', 'is', null)
    .where(fresh(legal))
    .orderBy('i.n')
    .limit(CHUNK)
    .execute();

/**
 * Those whose case nobody else is deciding on, and whose check is the newest word and was decided on by nobody: what somebody
 * looked at by itself since is that person's to decide. Asked once the cases are held.
 */
async function decidable(trx: Trx, members: readonly Clear[], legal: LegalTime): Promise<Clear[]> {
  const free = await takeFreeCases(trx, members);
  const { rows } = await sql<{ id: string }>`
    select c.id from credit_check c
     where c.id = any(${textArray(free.map(({ id }) => id))}::text[]) and ${fresh(legal)}
       and not exists (select 1 from decision d where d.check_id = c.id)
       and not exists (
         select 1 from credit_check later
          where later.organisation = c.organisation and later.decision_point = c.decision_point
            and later.case_key = c.case_key and later.part = c.part and later.outcome <> 'refused'
            and (later.checked_at, later.id) > (c.checked_at, c.id))`.execute(trx);
  const ids = new Set(rows.map(({ id }) => id));
  return free.filter(({ id }) => ids.has(id));
}

async function decideOn(
  trx: Trx,
  world: World,
  batch: BatchRow,
  { held, legal, members }: { held: Held; legal: LegalTime; members: readonly Clear[] },
): Promise<void> {
  if (members.length === 0) return;
  const { organisation, key_month, sealed_reason } = batch;
  if (key_month === null || sealed_reason === null) throw new Error('a round is decided for a reason');
  const reason = await openWords(trx, world, { organisation, key_month }, batch.id, sealed_reason);
  const effect = batch.effect as Effect;
  const plan = planDecision(
    { outcome: 'clear', finds: false, offers: [] },
    { effect, measures: [], reason },
    OWN_PERIOD,
  );
  if (!plan.ok) throw new Error('a favourable decision on a clear check needs nothing more');
  const made = members.map((check) => ({
    id: newId('dec', { now: world.clock.now(), random: world.random(16) }),
    check,
    account: deciderOf(batch),
    held,
    legal,
    effect,
    ground: null,
    reason,
    measures: [],
    plan,
    flags: ['batch'],
    receipt: 'of-the-round' as const,
  }));
  const entries = await decideOnChecks(trx, world, made);
  await sql`
    update batch_item i set decision_id = u.decision_id, subject_commitment = u.commitment
      from unnest(${textArray(members.map(({ n }) => String(n)))}::text[],
                  ${textArray(made.map(({ id }) => id))}::text[],
                  ${byteaArray(entries.map((entry) => entry.subjectCommitment))}::bytea[]) as u (n, decision_id, commitment)
     where i.batch_id = ${batch.id} and i.n = u.n::int`.execute(trx);
}
