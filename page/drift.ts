/**
 * Where a page and its binding have grown apart: a field that the binding names is not there any more, or is there twice.
 * An empty field is no drift, nor is one that another step of a wizard hides: those are the clerk's to fill in.
 */
import type { Binding, NameWhere, Where } from '@duecheck/core/binding';
import { aboutOf } from './container.ts';
import { locateName } from './locate.ts';
import type { Sight } from './visible.ts';

export type Part = 'case' | 'number' | 'name';

/** Controls are not looked for: a dialog that only shows has none. Their absence shows when a request is held back. */
export function driftOf(binding: Binding, place: Element): readonly Part[] {
  const { case: at, subject, record } = binding;
  const container = aboutOf(binding, place);
  // By the sight with which it is read: two that are both hidden are no fault where only shown ones are read.
  const lost = (where: Where | NameWhere, sight: Sight): boolean => {
    if ('url' in where) return false;
    const located = locateName(container, where, sight);
    if (located.ok || located.why === 'ambiguous') return !located.ok;
    const hidden = locateName(container, where, 'any');
    return !hidden.ok && hidden.why === 'missing';
  };
  const caseLost = lost(at.key, 'any') || (at.part !== undefined && lost(at.part, 'any'));
  return [
    ...(caseLost ? (['case'] as const) : []),
    ...(!record && lost(subject.number, subject.visible) ? (['number'] as const) : []),
    ...(!record && lost(subject.name, subject.visible) ? (['name'] as const) : []),
  ];
}
