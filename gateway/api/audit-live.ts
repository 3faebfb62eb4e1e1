import { registerQuestion } from '../audit/register-question.ts';
import { watchLog } from '../audit/watch-log.ts';
import { defineCapability } from '../http/handler.ts';
import { streamAnswer } from '../http/stream-answer.ts';
import { auditorOf } from '../identity/auditors.ts';

/** GET /v1/audit/live: one entry says that somebody watches, and from where on. */
export const auditLive = defineCapability('auditLive', async ({ world, caller, request, reply }) => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const auditor = await auditorOf(world, caller);
  const last = request.headers['last-event-id'];
  // What is no place in this log, or lies beyond it, begins now.
  const size = Number(world.register.head().size);
  const from = typeof last === 'string' && /^\d{1,15}$/.test(last) ? Math.min(Number(last) + 1, size) : size;
  await registerQuestion(world, auditor, { route: 'auditLive', asked: { from } });
  const events = watchLog(world, { caller, from, signal: gone.signal });
  await streamAnswer(reply, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }, events);
  return undefined;
});
