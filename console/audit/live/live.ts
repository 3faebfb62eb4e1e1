/** Entries as they take their places in the log, as long as the page is open: a night, too. */
import { AuditLiveEntry } from '@duecheck/core/contract';
import { signal } from '@preact/signals';
import { readStream } from '../house/events.ts';

/** What a page shows; older ones are in the register. */
const MOST = 200;
const MINUTE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 30_000;

export type LiveState = 'on' | 'paused' | 'lost' | 'refused';
export const state = signal<LiveState>('lost');
export const entries = signal<readonly AuditLiveEntry[]>([]);
/** How many came in the last minute. */
export const rate = signal(0);

let last: string | null = null;
let arrivals: number[] = [];
let connection: AbortController | null = null;

function take(data: string, id: string | undefined): void {
  const parsed = AuditLiveEntry.safeParse(parse(data));
  if (id !== undefined) last = id;
  if (!parsed.success) return;
  arrivals.push(Date.now());
  entries.value = [parsed.data, ...entries.value].slice(0, MOST);
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export function begin(): void {
  if (connection !== null) return;
  connection = new AbortController();
  void keepReading(connection.signal);
}

/** What comes meanwhile is caught up with afterwards: the connection begins after the last entry that was seen. */
export function pause(): void {
  connection?.abort();
  connection = null;
  state.value = 'paused';
}

/** Leaving the page. */
export function end(): void {
  connection?.abort();
  connection = null;
}

async function keepReading(signal: AbortSignal): Promise<void> {
  const counting = setInterval(countMinute, 1_000);
  let wait = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const on = {
      open: () => {
        state.value = 'on';
        wait = FIRST_PAUSE_MS;
      },
      event: ({ id, name, data }: { id: string | undefined; name: string | undefined; data: string }) => {
        if (name === 'entry') take(data, id);
      },
    };
    const ended = await readStream(last, on, signal);
    if (signal.aborted) break;
    if (ended === 'refused') {
      state.value = 'refused';
      connection = null;
      break;
    }
    state.value = 'lost';
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, MOST_PAUSE_MS);
  }
  clearInterval(counting);
}

function countMinute(): void {
  const since = Date.now() - MINUTE_MS;
  arrivals = arrivals.filter((at) => at >= since);
  rate.value = arrivals.length;
}
