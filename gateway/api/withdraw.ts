import { decisionStep } from '../decisions/step.ts';
import { defineCapability } from '../http/handler.ts';

/** POST /v1/decisions/{id}/withdraw */
export const withdraw = defineCapability('withdraw', async ({ world, caller, body, params, idempotencyKey }) =>
  decisionStep({ world, caller, id: params.id ?? '', body, idempotencyKey }, 'withdraw', async (step) => {
    await step.record({
      kind: 'withdrawn',
      type: 'decision.withdrawn',
      request: { why: 'by-decider' },
      words: { reason: body.reason },
      detail: 'by-decider',
    });
  }),
);
