import type { Locator } from '@duecheck/core/binding';
import { say } from './state.ts';

/** How something is found, in the order in which it is tried. */
export const sayLocators = (locators: readonly Locator[]): string => locators.map(sayBy).join('、');

function sayBy(locator: Locator): string {
  if ('css' in locator) return say.value('by.css');
  const kind = 'label' in locator ? 'label' : 'column' in locator ? 'column' : 'button';
  return say.value(`by.${kind}`, { words: String(Reflect.get(locator, kind)) });
}
