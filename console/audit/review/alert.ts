/** One alert, and the steps of the work on it. A step names the revision that it saw, so that two auditors never overwrite each other. */
import type { ReviewAlertAnswer, ReviewStepRequest } from '@duecheck/core/contract';
import { signal } from '@preact/signals';
import { ask, type Failure } from '../house/ask.ts';
import { noteStep } from './queue.ts';

export type OpenAlert =
  | { readonly state: 'loading'; readonly id: string }
  | { readonly state: 'failed'; readonly id: string; readonly failure: Failure }
  | {
      readonly state: 'read';
      readonly id: string;
      readonly answer: ReviewAlertAnswer;
      readonly told: 'nothing' | 'changed';
    };

export const openAlert = signal<OpenAlert | null>(null);
let running: AbortController | null = null;

export async function readAlert(id: string, told: 'nothing' | 'changed' = 'nothing'): Promise<void> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  if (openAlert.value?.id !== id) openAlert.value = { state: 'loading', id };
  const reply = await ask('reviewAlert', { params: { id }, signal: mine.signal });
  if (running !== mine) return;
  openAlert.value = reply.ok
    ? { state: 'read', id, answer: reply.answer, told }
    : { state: 'failed', id, failure: reply.failure };
  if (reply.ok) noteStep(reply.answer.alert);
}

export function shutAlert(): void {
  running?.abort();
  openAlert.value = null;
}

/** @returns what went wrong; null once it is done, or where somebody was faster and the alert was read again */
export async function takeStep(id: string, step: ReviewStepRequest): Promise<Failure | null> {
  const reply = await ask('stepAlert', { params: { id }, body: step });
  if (reply.ok) {
    if (openAlert.value?.id === id) openAlert.value = { state: 'read', id, answer: reply.answer, told: 'nothing' };
    noteStep(reply.answer.alert);
    return null;
  }
  if (reply.failure.kind === 'problem' && CHANGED.has(reply.failure.code)) {
    await readAlert(id, 'changed');
    return null;
  }
  return reply.failure;
}

/** Somebody took a step meanwhile. */
const CHANGED: ReadonlySet<string> = new Set(['alert-changed']);
