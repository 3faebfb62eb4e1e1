import type { Binding } from '@duecheck/core/binding';

/**
 * What the list in force has under this name for this origin: this version, else whichever; null: nothing. Addresses count too: a
 * binding that moved to another is another page.
 *
 * @param bindings those that are not switched off (`Lists.bindings`)
 */
export const listedAs = (
  bindings: readonly Binding[],
  { binding, origin, version }: { readonly binding: string; readonly origin: string; readonly version: number },
): Binding | null => {
  const same = bindings.filter((one) => one.id === binding && one.origin === origin);
  return same.find((one) => one.version === version) ?? same[0] ?? null;
};
