/** One search: what was asked, what came so far. A page asks for the next one only when somebody wants it. */
import type { AuditEntry } from '@duecheck/core/contract';
import { batch, signal } from '@preact/signals';
import { ask, type Failure } from '../house/ask.ts';
import { type Draft, EMPTY, toFilters } from './filters.ts';

export interface Found {
  readonly draft: Draft;
  readonly reason: string;
  readonly entries: readonly AuditEntry[];
  readonly next: string | null;
  /** The entry of the last question. */
  readonly query: string;
}

export const draft = signal<Draft>(EMPTY);
export const reason = signal('');
export const found = signal<Found | null>(null);
export const busy = signal<'no' | 'first' | 'more'>('no');
export const failure = signal<Failure | null>(null);

/** A press in the page asks at once; an address that somebody sent only fills the form in, since a question is an entry. */
let pressed: 'no' | 'yes' = 'no';
export const findNext = (): void => {
  pressed = 'yes';
};
export function arrive(filters: Draft): void {
  draft.value = filters;
  const ask = pressed === 'yes';
  pressed = 'no';
  if (ask) void find();
}

const PAGE = 50;
let running: AbortController | null = null;

export async function find(): Promise<void> {
  await turn('first', draft.value, reason.value, null);
}

export async function more(): Promise<void> {
  const { value } = found;
  if (value?.next != null && busy.value === 'no') await turn('more', value.draft, value.reason, value.next);
}

async function turn(kind: 'first' | 'more', asked: Draft, why: string, after: string | null): Promise<void> {
  // Whoever asks anew does not wait for what was asked before: the gateway stops looking.
  running?.abort();
  const mine = new AbortController();
  running = mine;
  batch(() => {
    busy.value = kind;
    failure.value = null;
  });
  const body = {
    filters: toFilters(asked),
    limit: PAGE,
    ...(after === null ? {} : { after }),
    ...(why.trim() === '' ? {} : { reason: why.trim() }),
  };
  const reply = await ask('searchEntries', { body, signal: mine.signal });
  if (running !== mine) return;
  batch(() => {
    busy.value = 'no';
    if (!reply.ok) {
      failure.value = reply.failure;
      return;
    }
    const before = kind === 'more' ? (found.value?.entries ?? []) : [];
    const { entries, next, query } = reply.answer;
    found.value = { draft: asked, reason: why, entries: [...before, ...entries], next, query };
  });
}
