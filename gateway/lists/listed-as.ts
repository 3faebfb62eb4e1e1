import type { Binding } from '@duecheck/core/binding';

/**
 * What the list in force has under this name for this origin, in whichever version; null: nothing. Addresses count too: a
 * binding that moved to another is another page.
 *
 * @param bindings those that are not switched off (`Lists.bindings`)
 */
export const listedAs = (
  bindings: readonly Binding[],
  { binding, origin }: { readonly binding: string; readonly origin: string },
): Binding | null => bindings.find((one) => one.id === binding && one.origin === origin) ?? null;
