/** A batch as it changes, for whoever watches: half a second behind, only when something changed, until it stands. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BatchAnswer } from '@duecheck/core/contract';
import type { Account } from '../identity/tokens.ts';
import type { World } from '../world.ts';
import { batchAnswer } from './answer.ts';
import { loadBatch } from './batch-row.ts';

const LOOK_MS = 500;
/** Proxies cut connections that say nothing for half a minute. */
const HEARTBEAT_MS = 10_000;
/** Then the watcher comes again, with a token that is still good. */
const MOST_MS = 10 * 60_000;

export interface Watcher {
  readonly caller: Account;
  readonly id: string;
  /** The watcher went away, or the gateway closes. */
  readonly signal: AbortSignal;
}

const moves = ({ state }: BatchAnswer): boolean => state === 'running' || state === 'deciding';

/**
 * Permission is asked each time: who loses the post is told no more.
 *
 * @returns events of a `text/event-stream` (HTML, server-sent events); the first one is already there
 * @throws RequestProblem `not-found`
 */
export async function watchBatch(world: World, { caller, id, signal }: Watcher): Promise<AsyncGenerator<string>> {
  const look = async (): Promise<BatchAnswer> => {
    const legal = await world.legal(world.db);
    const { batch } = await loadBatch(world.db, caller, id, legal);
    return batchAnswer(world.db, world, batch, { caller, legal });
  };
  return events(await look(), look, signal);
}

async function* events(
  first: BatchAnswer,
  look: () => Promise<BatchAnswer>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const began = performance.now();
  let answer = first;
  let said = '';
  let saidAt = began;
  for (let n = 1; !signal.aborted; ) {
    const data = JSON.stringify(answer);
    const now = performance.now();
    if (data !== said) {
      said = data;
      saidAt = now;
      yield `id: ${n++}\ndata: ${data}\n\n`;
    } else if (now - saidAt > HEARTBEAT_MS) {
      saidAt = now;
      yield ': still here\n\n';
    }
    if (!moves(answer) || now - began > MOST_MS) return;
    await delay(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) answer = await look();
  }
}
