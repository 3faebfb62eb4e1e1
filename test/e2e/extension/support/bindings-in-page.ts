import type { Locator } from '@duecheck/core/binding';
import { locateEvery } from '@duecheck/page';

export { readPage } from '@duecheck/page';
export const buttons = (box: Element, locators: Locator[]): string[] =>
  locateEvery(box, locators).map(({ localName }) => localName);
