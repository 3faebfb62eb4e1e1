/** What shows the step: the dialog, drawer, form or row around what was pointed at. */
import type { Container } from '@duecheck/core/binding';
import { TITLES } from '../container.ts';
import { queryAll } from '../css.ts';
import { plain } from '../words.ts';
import { hostOf } from './locators.ts';
import { partsOf } from './selector.ts';

/** As libraries and hand-written pages make them. */
const DIALOG =
  'dialog, [role=dialog], [role=alertdialog], .el-dialog, .el-drawer, .ant-modal, .ant-drawer, .ivu-modal, .layui-layer, .modal, .ui-dialog, .panel.window';
const MOST_WORDS = 40;

/** @param picked in the page or in frames and shadow roots of it. @returns the element and how it is found; null where nothing holds all of them */
export function suggestContainer(picked: readonly Element[]): { element: Element; container: Container } | null {
  const [first, ...rest] = picked;
  if (first === undefined) return null;
  const top = first.ownerDocument.defaultView?.top?.document ?? first.ownerDocument;
  const outer = [first, ...rest].map((element) => inDocument(element, top));
  if (outer.some((element) => element === null)) return null;
  const common = ancestors(outer[0] as Element).filter((element) => outer.every((one) => element.contains(one)));
  const element =
    common.find((one) => one.matches(DIALOG)) ?? common.find((one) => one.matches('form')) ?? widest(common);
  const css = element && partsOf(element).find((part) => /[#.[]|^form$|^main$|^body$/.test(part));
  if (!element || !css) return null;
  const alike = queryAll(top, css);
  const title = titleOf(element);
  // A dialog often serves several purposes, of which the page shows one now.
  const named = title !== null && (element.matches(DIALOG) || alike.length > 1);
  return { element, container: named ? { css, title } : { css } };
}

/** The element itself, or the frame or shadow host in this document that it is in. */
export function inDocument(element: Element, top: Document): Element | null {
  let at: Element | null = element;
  while (at !== null && at.getRootNode() !== top) at = hostOf(at.getRootNode() as Document | ShadowRoot);
  return at;
}

function ancestors(element: Element): Element[] {
  const found: Element[] = [];
  for (let at: Element | null = element; at && at.localName !== 'html'; at = at.parentElement) found.push(at);
  return found;
}

/** Where nothing is a dialog or form: the first around all that has a name of its own, else the whole page. */
const widest = (common: readonly Element[]): Element | undefined =>
  common.find((one) => partsOf(one).some((part) => /[#.[]/.test(part)) && one.querySelector('*') !== null) ??
  common.at(-1);

function titleOf(element: Element): string | null {
  const own = plain(element.getAttribute('aria-label') ?? '');
  if (own !== '') return own;
  const words = [...element.querySelectorAll(TITLES)].map((one) => plain(one.textContent ?? ''));
  return words.find((text) => text !== '' && text.length <= MOST_WORDS && !/\d{3}/.test(text)) ?? null;
}
