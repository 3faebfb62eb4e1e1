/** The list of bindings as it would be with some of them changed. */
import type { Binding } from '@duecheck/core/binding';

/** Each in the place of the one with its id, or at the end. A binding that is switched off stays, or its version would be forgotten. */
export function withBindings(listed: readonly Binding[], changed: readonly Binding[]): Binding[] {
  const byId = new Map([...listed, ...changed].map((binding) => [binding.id, binding]));
  return [...byId.values()];
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
