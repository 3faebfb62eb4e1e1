/**
 * A batch as it changes: server-sent events over fetch, because EventSource sends no bearer token. The stream lives in the
 * page: in the worker it would end with it after thirty idle seconds. Each event is the whole state, so nothing is lost
 * with a connection.
 */
import type { Failure } from '@duecheck/core/check';
import { BatchAnswer, type BatchState, type Id } from '@duecheck/core/contract';
import { createParser } from 'eventsource-parser';
import { exchange, fetchAt } from './exchange.ts';
import { parseJson } from './parse-json.ts';
import { pauseAfter } from './pause-after.ts';

export interface Follower {
  state(batch: BatchAnswer): void;
  /** `lost`: what is shown is getting old; it connects again by itself. `resting`: nothing changes until somebody acts. */
  sight(now: 'live' | 'lost' | 'resting'): void;
  failed(failure: Failure): void;
}

/** A stream that says nothing for this long may be dead: proxies keep such connections open. */
const SILENCE_MS = 30_000;

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
  // AbortSignal.any is younger than our oldest browser.
  const cut = new AbortController();
  const stop = () => cut.abort();
  let silence: 'no' | 'yes' = 'no';
  signal.addEventListener('abort', stop);
  let last: BatchState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silence = 'yes';
      stop();
    }, SILENCE_MS);
  };
  const parser = createParser({
    onEvent({ data }) {
      const batch = BatchAnswer.safeParse(parseJson(data));
      if (!batch.success) return;
      last = batch.data.state;
      follower.sight('live');
      follower.state(batch.data);
    },
  });
  try {
    heard();
    const reply = await exchange({ route: 'batchEvents', id }, fetchAt(cut.signal, 'text/event-stream'));
    if (!reply.ok)
      return reply.failure.kind === 'outage'
        ? { end: 'broken', heard: false }
        : { end: 'refused', failure: reply.failure };
    const reader = reply.answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      heard();
      parser.feed(chunk.value);
    }
  } catch {
    // The connection broke, or was silent for too long.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  if (last !== null && !moves(last)) return { end: 'stands' };
  return last !== null && (silence as string) === 'yes' ? { end: 'silent' } : { end: 'broken', heard: last !== null };
}

/** Ends early where the device comes back to a network. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = new AbortController();
    const done = () => {
      clearTimeout(timer);
      end.abort();
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done, { signal: end.signal });
    signal.addEventListener('abort', done, { signal: end.signal });
  });
