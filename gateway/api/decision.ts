import { decisionAnswer } from '../decisions/answer.ts';
import { loadDecision } from '../decisions/load.ts';
import { defineCapability } from '../http/handler.ts';

/** GET /v1/decisions/{id} */
export const decision = defineCapability('decision', async ({ world, caller, params }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const loaded = await loadDecision(trx, caller, params.id ?? '', legal.today);
    return decisionAnswer(trx, world, loaded.decision.id, legal.today);
  }),
);
