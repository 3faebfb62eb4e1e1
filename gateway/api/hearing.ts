import { decisionStep } from '../decisions/step.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { civilDate } from './notice.ts';

/** POST /v1/decisions/{id}/hearing: what the person said. Words stay in the envelopes. */
export const hearing = defineCapability('hearing', async ({ world, caller, body, params, idempotencyKey }) => {
  const heardOn = civilDate(body.heardOn, '/heardOn');
  return decisionStep({ world, caller, id: params.id ?? '', body, idempotencyKey }, 'hearing', async (step) => {
    // Not ahead of today, nor before the decision that it is about.
    if (heardOn > step.legal.today || heardOn < (step.events[0]?.legal_date ?? step.legal.today)) {
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/heardOn', code: 'out-of-range' }] });
    }
    await step.record({
      kind: 'heard',
      type: 'notice.heard',
      request: { heardOn },
      words: { statement: body.statement },
    });
  });
});
