/** Whom somebody has to look at, in the order of the list: no rank, no weight (DESIGN §1.8). Pure. */
import type { BatchAnswer, BatchItem, ItemClass } from '@duecheck/core/contract';

/** Every class but those with nothing to do. */
export const HANDLED = [
  'findings',
  'mismatch',
  'unchecked',
  'refused',
  'invalid',
  'look-again',
] as const satisfies readonly ItemClass[];
export type HandledClass = (typeof HANDLED)[number];

/** What was fetched of one class so far; `next`: where it goes on, or null at its end. */
export interface Page {
  readonly items: readonly BatchItem[];
  readonly next: number | null;
}
export type Pages = ReadonlyMap<HandledClass, Page>;

/**
 * One list out of several, as far as all of them are known: what lies behind the end of one class may belong between two
 * of another.
 */
export function inListOrder(pages: Pages): { readonly items: readonly BatchItem[]; readonly more: 'yes' | 'no' } {
  const known = Math.min(...[...pages.values()].flatMap(({ next }) => next ?? []));
  const items = [...pages.values()].flatMap((page) => page.items).filter(({ n }) => n <= known);
  return { items: items.sort((a, b) => a.n - b.n), more: Number.isFinite(known) ? 'yes' : 'no' };
}

/** Classes that hold the list back: the next ones to fetch. */
export function heldBackBy(pages: Pages): HandledClass[] {
  const known = Math.min(...[...pages.values()].flatMap(({ next }) => next ?? []));
  return [...pages].flatMap(([name, { next }]) => (next === known ? [name] : []));
}

export const toHandle = ({ counts }: Pick<BatchAnswer, 'counts'>): number =>
  HANDLED.reduce((sum, name) => sum + (counts[name] ?? 0), 0);

/** What somebody has decided on needs no second look. */
export const isOpen = ({ decision }: BatchItem): boolean => decision === null || decision === 'withdrawn';
