/** Finds what a binding names. Alternatives in order; two visible matches of one are no match but a fault. */
import type { Locator, NameWhere } from '@duecheck/core/binding';
import { byButton } from './button.ts';
import { byColumn } from './column.ts';
import { entered, queryAll } from './css.ts';
import { byLabel } from './label.ts';
import { fieldIn, wordsOf } from './value.ts';
import { isVisible, type Sight } from './visible.ts';

export interface Found {
  readonly element: Element;
  readonly text: string;
}
export type Located =
  | { readonly ok: true; readonly found: Found }
  | { readonly ok: false; readonly why: 'missing' | 'ambiguous' };

export function locate(container: Element, locators: readonly Locator[], sight: Sight): Located {
  for (const locator of locators) {
    const matches = matchesOf(container, locator).filter(({ element }) => sight === 'any' || isVisible(element));
    if (matches.length > 1) return { ok: false, why: 'ambiguous' };
    const [found] = matches;
    if (found) return { ok: true, found };
  }
  return { ok: false, why: 'missing' };
}

/** Of a name in several places nothing stands between its parts in Chinese, and a blank elsewhere. */
export function locateName(container: Element, where: NameWhere, sight: Sight): Located {
  if (Array.isArray(where)) return locate(container, where, sight);
  const parts: Found[] = [];
  for (const locators of where.parts) {
    const located = locate(container, locators, sight);
    if (!located.ok) return located;
    parts.push(located.found);
  }
  const texts = parts.map(({ text }) => text);
  const text = texts.includes('') ? '' : texts.join(' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  return { ok: true, found: { element: (parts[0] as Found).element, text } };
}

/** Everything that the first locator with a visible match names: a gate holds all of them. */
export function locateEvery(container: Element, locators: readonly Locator[]): Element[] {
  for (const locator of locators) {
    const matches = matchesOf(container, locator).filter(({ element }) => isVisible(element));
    if (matches.length > 0) return matches.map(({ element }) => element);
  }
  return [];
}

function matchesOf(container: Element, locator: Locator): Found[] {
  if ('column' in locator) return byColumn(container, locator.column).map(toFound);
  if ('css' in locator) return queryAll(container, locator.css).map(fieldIn).map(toFound);
  const roots = locator.in ? queryAll(container, locator.in).flatMap(entered) : [container];
  return roots.flatMap((root) =>
    'label' in locator
      ? byLabel(root, locator.label).map(({ element, text }) => ({ element, text: text ?? wordsOf(element) }))
      : byButton(root, locator.button).map(toFound),
  );
}

const toFound = (element: Element): Found => ({ element, text: wordsOf(element) });
