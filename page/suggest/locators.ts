/**
 * Ways to find what somebody pointed at, what people read first. Each was tried: the reader of live pages finds by it exactly
 * this element, or the text that it shows, and nothing else in the container.
 */
import type { Locator } from '@duecheck/core/binding';
import type { Root } from '../css.ts';
import { type Found, locate, locateEvery } from '../locate.ts';
import { fieldIn, wordsOf } from '../value.ts';
import { plain } from '../words.ts';
import { selectorsFor } from './selector.ts';

/** More are no safer: a fallback is tried only where those before it find nothing. */
const MOST = 3;

/** A field, or a text that shows a value. @param container as the binding will have it; may be in an outer document */
export function suggestField(container: Element, target: Element): Locator[] {
  const field = fieldIn(target);
  const finds = (locator: Locator) => {
    const located = locate(container, [locator], 'any');
    return located.ok && isIt(located.found, field);
  };
  const root = rootOf(container, field);
  const words = root === null ? [] : [...wordsBefore(root.inner, field)].slice(0, 40);
  const candidates: Locator[] = [
    ...(container.closest('tr') ? headsOver(container).map((column) => ({ column })) : []),
    ...words.map((label) => ({ label, ...root?.at })),
    ...deepSelectors(container, field).map((css) => ({ css })),
  ];
  return firstOfEach(candidates.filter((locator) => safe(() => finds(locator))));
}

/** A deciding control. Several may bear its words where the page shows them twice; then only the selector is proposed. */
export function suggestControl(container: Element, target: Element): Locator[] {
  const finds = (locator: Locator) => {
    const all = locateEvery(container, [locator]);
    return all.length === 1 && all[0] === target;
  };
  const words = [
    target.textContent,
    target.getAttribute('value'),
    target.getAttribute('aria-label'),
    target.getAttribute('alt'),
  ].flatMap((text) => (text !== null && plain(text) !== '' && plain(text).length <= 20 ? [plain(text)] : []));
  const candidates: Locator[] = [
    ...words.map((button) => ({ button, ...rootOf(container, target)?.at })),
    ...deepSelectors(container, target).map((css) => ({ css })),
  ];
  return firstOfEach(candidates.filter((locator) => safe(() => finds(locator))));
}

const isIt = ({ element, text }: Found, field: Element): boolean =>
  element === field || (element.contains(field) && text !== '' && text === wordsOf(field));

/** Where words are looked for, and how a locator says so: nothing where the container's own document has them. */
function rootOf(container: Element, target: Element): { readonly inner: Root; readonly at: { in?: string } } | null {
  const root = target.getRootNode() as Document | ShadowRoot;
  if (container.getRootNode() === root) return { inner: container, at: {} };
  const host = hostOf(root);
  const [selector] = host === null ? [] : deepSelectors(container, host);
  return selector === undefined ? null : { inner: root, at: { in: selector } };
}

/** One of each kind: two labels of one field are one way to find it. */
function firstOfEach(locators: readonly Locator[]): Locator[] {
  const kinds = new Set<string>();
  return locators
    .filter((locator) => {
      const [kind = ''] = Object.keys(locator);
      return !kinds.has(kind) && kinds.add(kind);
    })
    .slice(0, MOST);
}

const MAY_SAY = 'label, th, td, dt, legend, span, div, p, b, strong, li';

/** What fields are called, where neither its tag nor a colon says that a text is a label. */
const CALLED =
  /号码?$|编号|序号|单号|案号|流水|身份证|证件|姓名|名称|申请人|当事人|对象|代码|事项|职位|岗位|单位|类型|类别|状态|结果|结论|意见|备注|日期|时间|电话|地址|number|name|code|case|status|type|date|\b(?:id|no)\b/i;

/** Words that may be somebody's name are no label: they would go into the binding, and out of the page with it. */
function labelIn(element: Element | null, text: string): string | null {
  const words = plain(text);
  // Numbers are somebody's, or count up.
  if (words === '' || words.length > 20 || /\d{3}/.test(words)) return null;
  const sure = element?.matches('label, th, dt, legend') === true || /[:：]\s*$/.test(text);
  return sure || CALLED.test(words) ? words : null;
}

/** Short texts before the field, the nearest first; then the field's own label and value in one. */
function* wordsBefore(container: Root, field: Element): Generator<string> {
  const said = new Set<string>();
  const own = /^([^:：]{1,20}[:：])/.exec((field.textContent ?? '').trim())?.[1];
  const labels = [...((field as HTMLInputElement).labels ?? [])].map((label) => [label, label.textContent] as const);
  const before = [...container.querySelectorAll(MAY_SAY)]
    .filter((one) => !one.contains(field) && (one.compareDocumentPosition(field) & 4) !== 0)
    .reverse()
    .map((one) => [one, one.textContent] as const);
  const around = [...container.querySelectorAll(MAY_SAY)]
    .filter((one) => one.contains(field) && one !== field)
    .reverse()
    .map((one) => [one, ownText(one)] as const);
  const owned = own === undefined ? [] : [[null, own] as const];
  for (const [element, text] of [...labels, ...owned, ...around, ...before]) {
    const words = labelIn(element, text ?? '');
    if (words === null || said.has(words)) continue;
    said.add(words);
    yield words;
  }
}

const ownText = (element: Element): string =>
  [...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.textContent ?? ''] : [])).join('');

/** Words of the heads that may be over a cell of this row. */
function headsOver(row: Element): string[] {
  for (let at: Element | null = row.parentElement; at; at = at.parentElement) {
    const heads = [...at.querySelectorAll('th')].map((th) => plain(th.textContent ?? ''));
    if (heads.length > 0) return heads.filter((words) => words !== '' && words.length <= 20);
  }
  return [];
}

/** Selectors from the container down, across open shadow roots and frames of the same origin. */
export function deepSelectors(container: Element, target: Element): string[] {
  const root = target.getRootNode() as Document | ShadowRoot;
  const host = hostOf(root);
  if (container.getRootNode() === root) return selectorsFor(target, container);
  if (host === null) return [];
  const inner = selectorsFor(target, root);
  return deepSelectors(container, host).flatMap((outer) => inner.map((css) => `${outer} >>> ${css}`));
}

/** The element that shows this root: a shadow host, or a frame. */
export function hostOf(root: Document | ShadowRoot): Element | null {
  if ('host' in root) return root.host;
  try {
    return (root as Document).defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** A selector that this browser does not read finds nothing. */
function safe(work: () => boolean): boolean {
  try {
    return work();
  } catch {
    return false;
  }
}
