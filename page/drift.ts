/**
 * Where a page and its binding have grown apart: a field that the binding names is not there any more, or is there twice.
 * An empty field is no drift, nor is one that another step of a wizard hides: those are the clerk's to fill in.
 */
import type { Binding, Where } from '@duecheck/core/binding';
import { locate } from './locate.ts';

export type Part = 'case' | 'number' | 'name';

/** Controls are not looked for: a dialog that only shows has none. Their absence shows when a request is held back. */
export function driftOf({ case: at, subject }: Binding, container: Element): readonly Part[] {
  const lost = (where: Where): boolean => {
    if ('url' in where) return false;
    const located = locate(container, where, 'any');
    return !located.ok && (located.why === 'missing' || !locate(container, where, 'required').ok);
  };
  return [
    ...(lost(at.key) ? (['case'] as const) : []),
    ...(lost(subject.number) ? (['number'] as const) : []),
    ...(lost(subject.name) ? (['name'] as const) : []),
  ];
}
