/** The list of bindings as it would be with some of them changed. */
import type { Binding } from '@duecheck/core/binding';

/**
 * Each in the place of all with its id, or at the end. A binding that is switched off stays, or its version would be forgotten;
 * and nothing can be staged for it.
 *
 * @param share of a hundred browsers that get what is changed first, beside what is in force for all; what is new there goes to all
 */
export function withBindings(listed: readonly Binding[], changed: readonly Binding[], share?: number): Binding[] {
  const versions = new Map<string, Binding[]>();
  for (const binding of listed) versions.set(binding.id, [...(versions.get(binding.id) ?? []), binding]);
  for (const binding of changed) {
    const whole = versions.get(binding.id)?.find(({ rollout }) => !rollout);
    const stages = share !== undefined && whole && !whole.disabled && !binding.disabled;
    versions.set(binding.id, stages ? [whole, { ...binding, rollout: { share } }] : [binding]);
  }
  return [...versions.values()].flat();
}

/** What went to some browsers goes to all. */
export function withoutStages(listed: readonly Binding[]): Binding[] {
  const staged = listed.filter(({ rollout }) => rollout).map(({ rollout: _, ...binding }) => binding);
  return withBindings(listed, staged);
}

/**
 * Versions that clients can put in order (`list-version.ts` of the extension): the day, and a count within it.
 *
 * @param before of the list in force
 * @param today civil date
 * @example nextVersion('2026.11.26.1', '2026-11-26') // '2026.11.26.2'
 */
export function nextVersion(before: string | null, today: string): string {
  const day = today.split('-').map(Number).join('.');
  const [, count] = /^(\d+)$/.exec(before?.startsWith(`${day}.`) ? before.slice(day.length + 1) : '') ?? [];
  return `${day}.${Number(count ?? 0) + 1}`;
}
