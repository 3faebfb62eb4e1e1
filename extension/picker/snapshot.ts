/** What a binding could say of everything that was pointed at so far. */
import type { Locator } from '@duecheck/core/binding';
import { maskName, maskNumber, parseIdentity } from '@duecheck/core/subject';
import { containersOf, locate, locateEvery, pathOf } from '@duecheck/page';
import { fieldIn, plain, suggestContainer, suggestControl, suggestField, wordsOf } from '@duecheck/page/suggest';
import type { Known, PartView, PickedPart, Snapshot } from '../messages/picker.ts';

/** @returns null where one of them could not be found again for sure */
export function snapshotOf(part: PickedPart, target: Element, known: Known): Snapshot | null {
  const picked = new Map<PickedPart, Element>([...foundAgain(known), [part, target]]);
  const around = suggestContainer([...picked.values()]);
  if (around === null) return null;
  const person = ['name', 'number'].flatMap((one) => {
    const element = picked.get(one as PickedPart);
    const text = element ? plain(wordsOf(fieldIn(element))) : '';
    return text.length > 1 ? [text] : [];
  });
  const names = (what: unknown) => person.some((text) => plain(JSON.stringify(what)).includes(text));
  const { css, title } = around.container;
  // A dialog 张清和的申请 is another's tomorrow, and nobody's business.
  const container = title !== undefined && names(title) ? { css } : around.container;
  const parts: Partial<Record<PickedPart, PartView>> = {};
  for (const [name, element] of picked) {
    const locators = locatorsOf(name, around.element, element).filter((locator) => !names(locator));
    if (locators.length === 0) return null;
    parts[name] = { locators, text: textOf(name, element) };
  }
  const at = picked.get('case');
  return {
    container,
    parts,
    address: pathOf(location.href),
    caseKey: at ? wordsOf(fieldIn(at)).slice(0, 200) || null : null,
    request: part.startsWith('control') ? requestOf(target) : null,
  };
}

/** What was pointed at before: by its locators, since the page may have loaded anew. */
function foundAgain({ container, parts }: Known): [PickedPart, Element][] {
  const around = container && containersOf({ container }, document).at(-1);
  if (!around) return [];
  return (Object.entries(parts) as [PickedPart, readonly Locator[]][]).flatMap(([part, locators]) => {
    const element = part.startsWith('control') ? locateEvery(around, locators)[0] : elementAt(around, locators);
    return element ? [[part, element] as [PickedPart, Element]] : [];
  });
}

function elementAt(around: Element, locators: readonly Locator[]): Element | undefined {
  const located = locate(around, locators, 'any');
  return located.ok ? located.found.element : undefined;
}

const locatorsOf = (part: PickedPart, container: Element, element: Element): Locator[] =>
  part.startsWith('control') ? suggestControl(container, element) : suggestField(container, element);

/** As it may be shown to an administrator, who has no business with the person. */
export function textOf(part: PickedPart, element: Element): string {
  const text = wordsOf(fieldIn(element)).slice(0, 60);
  if (part === 'name') return maskName(text, 'individual');
  return hush(text);
}

/** Whatever could be a number of somebody's. */
export const hush = (text: string): string =>
  parseIdentity(text).status !== 'invalid' || /\d{8}/.test(text) ? maskNumber(text) : text;

/** A plain form or link says what it will send; a script does not. */
function requestOf(element: Element): Snapshot['request'] {
  const link = element.closest('a')?.getAttribute('href');
  if (link && !/^(?:javascript:|#|$)/i.test(link)) return { method: 'GET', address: addressOf(link, element) };
  const form = (element as HTMLButtonElement).form;
  const action = form?.getAttribute('action');
  if (!form || !action) return null;
  return { method: form.method.toUpperCase() === 'POST' ? 'POST' : 'GET', address: addressOf(action, element) };
}

const addressOf = (url: string, element: Element): string => {
  const { pathname, search } = new URL(url, element.baseURI);
  return pathname + search;
};
