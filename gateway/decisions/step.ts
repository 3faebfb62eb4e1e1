/** What the four steps after a proposal share: once per key, one at a time, only from a state that allows it. */
import type { DecisionAnswer } from '@duecheck/core/contract';
import type { LegalTime } from '../clock.ts';
import { failPoint } from '../fail-points.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { decisionAnswer } from './answer.ts';
import { type LoadedCheck, type LoadedDecision, loadDecision } from './load.ts';
import { type EventInput, recordEvent } from './record-event.ts';
import { MAY, type Standing, standingOf } from './state.ts';

export interface StepCall {
  readonly world: World;
  readonly caller: Account;
  readonly id: string;
  readonly body: unknown;
  readonly idempotencyKey: string;
}

export interface Step extends LoadedDecision {
  readonly trx: Trx;
  readonly legal: LegalTime;
  readonly standing: Standing;
  /** The check that carries the decision. */
  readonly check: LoadedCheck;
  readonly record: (
    event: Pick<EventInput, 'kind' | 'type' | 'request' | 'words'> &
      Partial<Pick<EventInput, 'heardUntil' | 'detail' | 'check'>>,
  ) => ReturnType<typeof recordEvent>;
}

/** @throws RequestProblem `not-found`, `state-conflict`, `hearing-period-running` */
export async function decisionStep(
  call: StepCall,
  step: keyof typeof MAY,
  act: (step: Step) => Promise<void>,
): Promise<DecisionAnswer> {
  const { world, caller, id } = call;
  const answer = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const loaded = await loadDecision(trx, caller, id, legal.today);
    const { decision, events, held } = loaded;
    const claim = {
      organisation: decision.organisation,
      account: caller,
      route: `${step}/${id}`,
      key: call.idempotencyKey,
      request: call.body,
    };
    if ((await claimOnce(trx, world, claim, id)) !== null) return decisionAnswer(trx, world, id, legal.today);

    const standing = standingOf(events, legal.today);
    if (!MAY[step].includes(standing.state)) {
      const early = step === 'effect' && standing.state === 'notified';
      throw new RequestProblem(early ? 'hearing-period-running' : 'state-conflict');
    }
    const check = await trx
      .selectFrom('credit_check')
      .selectAll()
      .where('id', '=', decision.check_id)
      .executeTakeFirst();
    // Only decisions after a check are ever proposed; the others are effective at once.
    if (check === undefined) throw new RequestProblem('state-conflict');
    const record: Step['record'] = (event) =>
      recordEvent(trx, world, {
        decisionId: id,
        n: events.length + 1,
        account: caller,
        held,
        legal,
        place: decision,
        check,
        ...event,
      });
    await act({ ...loaded, trx, legal, standing, check, record });
    failPoint('decision.before-commit');
    return decisionAnswer(trx, world, id, legal.today);
  });
  failPoint('decision.after-commit');
  return answer;
}
