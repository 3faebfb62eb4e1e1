import type { Binding, Locator } from '@duecheck/core/binding';
import { locateEvery, readNumber, readPage as readBy } from '@duecheck/page';

export const readPage = (binding: Binding, box: Element) => readBy(binding, box, readNumber);
export const buttons = (box: Element, locators: Locator[]): string[] =>
  locateEvery(box, locators).map(({ localName }) => localName);
