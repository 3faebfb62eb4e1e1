import { caseAt } from '../cases/case-at.ts';
import { readHistory } from '../cases/read-history.ts';
import { watchCase } from '../cases/watch.ts';
import { defineCapability } from '../http/handler.ts';
import { streamAnswer } from '../http/stream-answer.ts';

/** POST /v1/cases/history */
export const caseHistory = defineCapability('caseHistory', async ({ world, caller, body }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const at = await caseAt(trx, world, { caller, body, today: legal.today });
    return readHistory(trx, world, { ...at, caller, body, legal });
  }),
);

/** POST /v1/cases/events: a body, since an address with a case in it would stand in logs. */
export const caseEvents = defineCapability('caseEvents', async ({ world, caller, body, reply }) => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const events = await watchCase(world, { caller, body, signal: gone.signal });
  // No proxy may keep them back until there are many.
  await streamAnswer(reply, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }, events);
  return undefined;
});
