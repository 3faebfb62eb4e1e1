/**
 * What a person could see of a page that nobody lays out. jsdom computes styles and no boxes, so an element counts as shown
 * where neither it nor anything around it says otherwise: `display: none`, `hidden`, `input[type=hidden]`, a closed
 * `<details>`, a frame that is not shown itself. Of size, scrolling, opacity and what lies on top it knows nothing.
 *
 * Only what the reader in page/ asks for: `checkVisibility({ checkVisibilityCSS: true })`.
 */
import type { DOMWindow } from 'jsdom';

export function standInForLayout(window: DOMWindow, host: Element | null): void {
  // The document stands still, and styles are costly: each element is asked once.
  const known = new WeakMap<Element, boolean>();
  const styleOf = (element: Element) => window.getComputedStyle(element);

  function isShown(element: Element): boolean {
    if (!element.isConnected) return false;
    const asked: Element[] = [];
    let shown: boolean | undefined;
    for (let at: Element | null = element; at && shown === undefined; at = around(at)) {
      shown = known.get(at);
      if (shown === undefined) asked.push(at);
    }
    shown ??= host === null || host.checkVisibility();
    // From the outside in: a loop, because pages are nested deeper than a stack is.
    for (const at of asked.reverse()) {
      shown = shown && !isHidden(at) && styleOf(at).display !== 'none';
      known.set(at, shown);
    }
    return shown;
  }

  const define = (name: string, value: (this: Element, options?: { checkVisibilityCSS?: boolean }) => unknown) =>
    Object.defineProperty(window.Element.prototype, name, { value, configurable: true });
  define('checkVisibility', function ({ checkVisibilityCSS = false } = {}) {
    // An element with `display: contents` has no box of its own.
    return (
      isShown(this) &&
      styleOf(this).display !== 'contents' &&
      (!checkVisibilityCSS || styleOf(this).visibility === 'visible')
    );
  });
}

const around = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.matches('input[type=hidden i], dialog:not([open])')) return true;
  const { parentElement } = element;
  return (
    parentElement?.matches('details:not([open])') === true &&
    element !== parentElement.querySelector(':scope > summary')
  );
}
