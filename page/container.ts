import type { Binding } from '@duecheck/core/binding';
import { queryAll } from './css.ts';
import { inSight, type Sight } from './visible.ts';
import { sameWords } from './words.ts';

export const TITLES = 'h1, h2, h3, h4, h5, h6, legend, caption, [role=heading], [class*=title], [class*=header]';

/** Path, query and hash: what a binding's `page` is written over. */
export const pathOf = (url: string): string => {
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
};

export const isOnPage = (binding: Pick<Binding, 'page'>, url: string): boolean =>
  new RegExp(binding.page).test(pathOf(url));

/** Visible containers of this step, in document order: the last one stands on top where dialogs are stacked. */
export const containersOf = (
  { container }: Pick<Binding, 'container'>,
  root: Document,
  sight: Sight = 'required',
): Element[] => {
  const { css, title } = container;
  const shown = inSight(queryAll(root, css), sight);
  return title === undefined ? shown : shown.filter((element) => titled(element, title));
};

/** Where person, case and matter are looked for; an empty place where that is not there, or there twice. */
export function aboutOf({ about }: Binding, container: Element): Element {
  if (!about) return container;
  const [found, ...more] = containersOf({ container: about }, container.ownerDocument);
  return found && more.length === 0 ? found : document.createElement('i');
}

const titled = (element: Element, title: string): boolean =>
  sameWords(element.getAttribute('aria-label') ?? '', title) ||
  [...element.querySelectorAll(TITLES)].some((heading) => sameWords(heading.textContent ?? '', title));
