import type { Locator } from '@duecheck/core/binding';
import { locateEvery } from '../../../../extension/bindings/locate.ts';

export { readPage } from '../../../../extension/bindings/read.ts';
export const buttons = (box: Element, locators: Locator[]): string[] =>
  locateEvery(box, locators).map(({ localName }) => localName);
