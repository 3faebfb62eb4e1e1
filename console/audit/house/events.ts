/** Server-sent events over fetch: EventSource does not say why it was refused, and would never come back after a renewed sign-in. */
import { CONSOLE_ROUTES } from '@duecheck/core/contract';
import { createParser } from 'eventsource-parser';
import { exchange } from './ask.ts';

/** A stream that says nothing for this long may be dead: the gateway says something every ten seconds. */
const SILENCE_MS = 30_000;

export interface StreamEvent {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly data: string;
}

/**
 * One connection, until it ends, is silent for too long, or `signal` cuts it.
 * @param after the last event that was seen
 * @returns `refused`: signed out, or the role is gone
 */
export async function readStream(
  after: string | null,
  on: { readonly open: () => void; readonly event: (event: StreamEvent) => void },
  signal: AbortSignal,
): Promise<'ended' | 'refused'> {
  // AbortSignal.any is younger than our oldest browser.
  const cut = new AbortController();
  const stop = () => cut.abort();
  signal.addEventListener('abort', stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(stop, SILENCE_MS);
  };
  const parser = createParser({ onEvent: ({ id, event, data }) => on.event({ id, name: event, data }) });
  try {
    heard();
    const headers = after === null ? {} : { 'last-event-id': after };
    const response = await exchange(CONSOLE_ROUTES.auditLive, { signal: cut.signal }, headers);
    if (response.status === 401 || response.status === 403) return 'refused';
    if (!response.ok || response.body === null) return 'ended';
    on.open();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      heard();
      parser.feed(chunk.value);
    }
  } catch {
    // Broke off, or was silent for too long.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  return 'ended';
}
