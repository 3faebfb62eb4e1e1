import type { Binding, Locator } from '@duecheck/core/binding';
import { locateEvery, readPage as readBy, readNumber } from '@duecheck/page';

export const readPage = (binding: Binding, box: Element) => readBy(binding, box, readNumber);
export const buttons = (box: Element, locators: Locator[]): string[] =>
  locateEvery(box, locators).map(({ localName }) => localName);
