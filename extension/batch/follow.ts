/** A batch as it changes. Each event is the whole state, so nothing is lost with a connection. */
import type { Failure } from '@duecheck/core/check';
import { BatchAnswer, type BatchState, type Id } from '@duecheck/core/contract';
import { parseJson } from '../pages/parse-json.ts';
import { pauseAfter } from '../pages/pause-after.ts';
import { pause, readEvents } from '../pages/read-events.ts';
import { openDoor } from './ask.ts';

export interface Follower {
  state(batch: BatchAnswer): void;
  /** `lost`: what is shown is getting old; it connects again by itself. `resting`: nothing changes until somebody acts. */
  sight(now: 'live' | 'lost' | 'resting'): void;
  failed(failure: Failure): void;
}

/** Whether it changes by itself; anything else stands until somebody acts. */
export const moves = (state: BatchState): boolean => state === 'running' || state === 'deciding';

export async function follow(id: Id<'bat'>, follower: Follower, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const stream = await readOnce(id, follower, signal);
    if (signal.aborted) return;
    if (stream.end === 'refused') return follower.failed(stream.failure);
    if (stream.end === 'stands') return follower.sight('resting');
    if (stream.end === 'silent') continue;
    failures = stream.heard ? 1 : failures + 1;
    follower.sight('lost');
    await pause(pauseAfter(failures, Math.random()), signal);
  }
}

type Ended =
  | { readonly end: 'refused'; readonly failure: Failure }
  | { readonly end: 'stands' }
  /** Nothing changed for long, or nobody is there any more: which of both, the next stream tells. */
  | { readonly end: 'silent' }
  | { readonly end: 'broken'; readonly heard: boolean };

async function readOnce(id: Id<'bat'>, follower: Follower, signal: AbortSignal): Promise<Ended> {
  let last: BatchState | null = null;
  const event = ({ data }: { readonly data: string }) => {
    const batch = BatchAnswer.safeParse(parseJson(data));
    if (!batch.success) return;
    last = batch.data.state;
    follower.sight('live');
    follower.state(batch.data);
  };
  const ended = await readEvents(openDoor({ route: 'batchEvents', id }), { event }, signal);
  if (ended.end === 'refused') return ended;
  if (last !== null && !moves(last)) return { end: 'stands' };
  return last !== null && ended.end === 'silent' ? ended : { end: 'broken', heard: last !== null };
}
