/**
 * Server-sent events over fetch, because EventSource sends no bearer token. The stream lives in the page: in the worker it would
 * end with it after thirty idle seconds.
 */
import type { Failure, Reply } from '@duecheck/core/check';
import { createParser } from 'eventsource-parser';
import { exchange, fetchAt, type Opened } from './exchange.ts';

/** A stream that says nothing for this long may be dead: proxies keep such connections open. */
const SILENCE_MS = 30_000;

export type StreamEnd =
  | { readonly end: 'refused'; readonly failure: Failure }
  /** Nothing was heard for long. */
  | { readonly end: 'silent' }
  | { readonly end: 'broken' };

export interface Listener {
  /** The connection stands, or says that it still does. */
  heard?(): void;
  event(event: { readonly name: string | undefined; readonly data: string }): void;
}

/** One connection, until it ends, is silent for too long, or `signal` cuts it. */
export async function readEvents(
  open: (refused: string | null) => Promise<Reply<Opened> | null>,
  listener: Listener,
  signal: AbortSignal,
): Promise<StreamEnd> {
  // AbortSignal.any is younger than our oldest browser.
  const cut = new AbortController();
  const stop = () => cut.abort();
  let silence: 'no' | 'yes' = 'no';
  signal.addEventListener('abort', stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silence = 'yes';
      stop();
    }, SILENCE_MS);
  };
  const parser = createParser({ onEvent: ({ event, data }) => listener.event({ name: event, data }) });
  try {
    heard();
    const reply = await exchange(open, fetchAt(cut.signal, 'text/event-stream'));
    if (!reply.ok)
      return reply.failure.kind === 'outage' ? { end: 'broken' } : { end: 'refused', failure: reply.failure };
    const reader = reply.answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      heard();
      listener.heard?.();
      parser.feed(chunk.value);
    }
  } catch {
    // The connection broke, or was silent for too long.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  return (silence as string) === 'yes' ? { end: 'silent' } : { end: 'broken' };
}

/** Ends early where the device comes back to a network. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
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
