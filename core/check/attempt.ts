import type { DeskRoute } from '../contract/index.ts';
import { failed, type Reply } from './reply.ts';
import type { AnswerOf, Call, CheckWorld } from './world.ts';

/** DESIGN §5: no answer in this time is an outage. */
export const DEADLINE_MS = 5000;
const RUNNING_PAUSE_MS = 250;
const RECONNECT_PAUSE_MS = 200;

/**
 * One wish, sent until it has an answer or its five seconds are over. Repeats only what is safe to repeat, always under
 * the same key: "the same request is still running" (another worker of ours sent it), and a connection that broke at
 * once while the device has a network, as when a gateway restarts.
 */
export async function attempt<N extends DeskRoute>(
  world: Pick<CheckWorld, 'clock' | 'transport' | 'online'>,
  call: Call<N>,
): Promise<Reply<AnswerOf<N>>> {
  const until = world.clock.now() + DEADLINE_MS;
  let reconnected = false;
  for (;;) {
    const reply = await world.transport.call(call);
    if (reply.ok) return reply;
    const { failure } = reply;
    if (failure.kind === 'problem' && failure.code === 'idempotency-running') {
      if (world.clock.now() + RUNNING_PAUSE_MS >= until) return failed({ kind: 'outage', cause: 'deadline' });
      await world.clock.wait(RUNNING_PAUSE_MS);
    } else if (failure.kind === 'outage' && failure.cause === 'network' && !reconnected && world.online()) {
      reconnected = true;
      if (world.clock.now() + RECONNECT_PAUSE_MS >= until) return reply;
      await world.clock.wait(RECONNECT_PAUSE_MS);
    } else {
      return reply;
    }
  }
}
