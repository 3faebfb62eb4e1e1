/**
 * What the numbers in this page mean, as the worker told: the rules of fifteen kinds of documents are no load for a page.
 * A number that was not told yet is asked for when it is first read; nothing is looked up by that.
 */
import type { NumberRead, ReadNumber } from '@duecheck/page';
import { ask } from './ask.ts';
import { asNumber } from './guards.ts';

const told = new Map<string, NumberRead>();
const asking = new Map<string, Promise<void>>();
const listeners: (() => void)[] = [];

/** Longer texts are no numbers. */
const LONGEST = 80;
/** A page is open all day, and clerks type. */
const MOST = 500;

export const readNumber: ReadNumber = (text, kind) => {
  if (text === '') return 'empty';
  if (text.length > LONGEST) return 'length';
  const key = `${kind} ${text}`;
  const known = told.get(key);
  if (known === undefined && !asking.has(key)) asking.set(key, find(key, { type: 'page.number', kind, text }));
  return known ?? 'unread';
};

async function find(key: string, message: Parameters<typeof ask>[0]): Promise<void> {
  const answer = await ask(message, asNumber);
  asking.delete(key);
  if (answer === null || typeof answer === 'symbol') return;
  if (told.size === MOST) told.clear();
  told.set(key, answer);
  for (const react of listeners) react();
}

/** Until everything that was asked is answered. */
export const numbersTold = (): Promise<unknown> => Promise.all(asking.values());

export const onNumber = (react: () => void): unknown => listeners.push(react);
