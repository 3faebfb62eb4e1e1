/** The queue: which alerts, and how many there are in each state. */
import { ALERT_STATES, type AlertState, type ReviewAlert, type ReviewAlertsAnswer } from '@duecheck/core/contract';
import { batch, signal } from '@preact/signals';
import { ask, type Failure } from '../house/ask.ts';

export interface QueueFilters {
  readonly states: readonly AlertState[];
  readonly assignee: '' | 'me' | 'nobody';
  readonly organisation: string;
  readonly actor: string;
}

export const filters = signal<QueueFilters>({
  states: ALERT_STATES.filter((state) => state !== 'closed'),
  ...{ assignee: '', organisation: '', actor: '' },
});

export const alerts = signal<readonly ReviewAlert[]>([]);
export const counts = signal<ReviewAlertsAnswer['counts'] | null>(null);
export const next = signal<string | null>(null);
export const query = signal('');
export const busy = signal<'no' | 'yes'>('no');
export const failure = signal<Failure | null>(null);

let running: AbortController | null = null;

export async function readQueue(after: string | null = null): Promise<void> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  batch(() => {
    busy.value = 'yes';
    failure.value = null;
  });
  const reply = await ask('reviewAlerts', { query: { ...asked(), ...(after && { after }) }, signal: mine.signal });
  if (running !== mine) return;
  batch(() => {
    busy.value = 'no';
    if (!reply.ok) {
      failure.value = reply.failure;
      return;
    }
    const { answer } = reply;
    alerts.value = after === null ? answer.alerts : [...alerts.value, ...answer.alerts];
    counts.value = answer.counts;
    next.value = answer.next;
    query.value = answer.query;
  });
}

function asked(): Record<string, string> {
  const { states, assignee, organisation, actor } = filters.value;
  const all: readonly (readonly [string, string])[] = [
    ['state', states.length === ALERT_STATES.length ? '' : states.join(',')],
    ['assignee', assignee],
    ['organisation', organisation],
    ['actor', actor.trim()],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

/** Keeps the list true after a step, without asking again: an alert that is answered with is the newest word on it. */
export function noteStep(alert: ReviewAlert): void {
  alerts.value = alerts.value.map((one) => (one.id === alert.id ? alert : one));
}
