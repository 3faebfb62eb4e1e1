import { parseCivilDate, periodToBeHeard } from '@duecheck/core/time';
import { decisionStep } from '../decisions/step.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';

/** POST /v1/decisions/{id}/notice: the period to be heard starts on the day after delivery. */
export const notice = defineCapability('notice', async ({ world, caller, body, params, idempotencyKey }) => {
  const deliveredOn = civilDate(body.deliveredOn, '/deliveredOn');
  const { catalogue } = await world.lists.catalogue();
  return decisionStep({ world, caller, id: params.id ?? '', body, idempotencyKey }, 'notice', async (step) => {
    // Delivery cannot lie ahead, nor before the decision was proposed.
    const proposedOn = step.events[0]?.legal_date ?? step.legal.today;
    if (deliveredOn > step.legal.today || deliveredOn < proposedOn) {
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/deliveredOn', code: 'out-of-range' }] });
    }
    const length = {
      days: step.decision.hearing_days ?? 3,
      kind: step.decision.hearing_kind as 'calendar' | 'working',
    };
    const { to } = periodToBeHeard(deliveredOn, length, catalogue.calendars);
    await step.record({
      kind: 'notified',
      type: 'notice.served',
      request: { deliveredOn, means: body.means, heardUntil: to },
      words: {},
      heardUntil: to,
    });
  });
});

/** @throws RequestProblem `invalid-body` for a day that does not exist */
export function civilDate(text: string, pointer: string) {
  try {
    return parseCivilDate(text);
  } catch (cause) {
    throw new RequestProblem('invalid-body', { errors: [{ pointer, code: 'date' }], cause });
  }
}
