/**
 * One check: gate → INTENT → records → assess → RESULT → answer. With the own store alone it is one transaction; where a
 * platform is asked, INTENT commits first and everything after it is a second one. Either way nothing leaves before its
 * RESULT is durable (DESIGN §3.3, invariants 1 and 2).
 *
 * A process that dies between the two leaves an INTENT without a RESULT: the same request again is a replay, which runs
 * everything anew for the same check. So does one that arrives while the first is at the platforms: it joins their single
 * flight and is registered for itself.
 */
import type { CheckAnswer } from '@duecheck/core/contract';
import { failPoint } from '../fail-points.ts';
import { RequestProblem } from '../http/problem.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { askSources, type Heard } from './ask-sources.ts';
import type { CheckRun } from './check-run.ts';
import { concludeChecks } from './close-check.ts';
import { endingOf, finishChecks } from './finish-check.ts';
import { type Opened, openChecks } from './open-check.ts';

export interface CheckSteps<Begun extends { readonly run: CheckRun }, Ended> {
  /** What comes before the gate, in the transaction of the INTENT: the claim of the key, the roles. */
  readonly begin: (trx: Trx) => Promise<Begun>;
  /** What follows from the answer, in the transaction of the RESULT. */
  readonly end: (trx: Trx, answer: CheckAnswer, begun: Begun) => Promise<Ended>;
}

/** @throws RequestProblem as `begin`, `end`, and `subject-mismatch`; nothing is written then */
export async function runCheck<Begun extends { readonly run: CheckRun }, Ended>(
  world: World,
  { begin, end }: CheckSteps<Begun, Ended>,
): Promise<Ended> {
  const first = await world.db.transaction().execute(async (trx) => {
    const begun = await begin(trx);
    const [check] = await openChecks(trx, world, [begun.run]);
    if (check === undefined || check.kind === 'foreign') throw new RequestProblem('subject-mismatch');
    if (check.kind === 'refused') {
      const [answer] = await finishChecks(trx, world, [endingOf(check)]);
      return { done: await end(trx, answer as CheckAnswer, begun) };
    }
    failPoint('check.before-intent');
    const [intent] = await world.register.append(trx, [check.intent]);
    if (intent === undefined) throw new Error('append gave no entry');
    failPoint('check.after-intent');
    if (check.sources.length > 0) return { begun, check, intent };
    const answer = await closeCheck(trx, world, check, intent, []);
    return { done: await end(trx, answer, begun) };
  });
  if ('done' in first) return first.done;
  const { begun, check, intent } = first;
  failPoint('check.intent-committed');
  const heard = await askSources(check);
  failPoint('check.sources-answered');
  return world.db
    .transaction()
    .execute(async (trx) => end(trx, await closeCheck(trx, world, check, intent, heard), begun));
}

async function closeCheck(
  trx: Trx,
  world: World,
  check: Opened,
  intent: AppendedEntry,
  heard: readonly Heard[],
): Promise<CheckAnswer> {
  const legal = await world.legal(trx);
  const [conclusion] = await concludeChecks(trx, world, [{ opened: check, heard, legal }]);
  if (conclusion === undefined) throw new Error('nothing was concluded');
  const [answer] = await finishChecks(trx, world, [{ check, conclusion, heard, intent, legal }]);
  failPoint('check.before-commit');
  return answer as CheckAnswer;
}
