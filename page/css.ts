import { isVisible } from './visible.ts';

export type Root = Document | ShadowRoot | Element;

/**
 * `querySelectorAll` with `>>>`, which steps into an open shadow root or a same-origin frame, and `^` before all else, which
 * steps out into the document around. A frame of another origin is simply not entered, and its page not left: it has its
 * own script and its own binding. Frames that nobody sees are other tabs.
 */
export function queryAll(root: Root, selector: string): Element[] {
  if (selector.startsWith('^')) {
    const around = (root.ownerDocument ?? (root as Document)).defaultView?.frameElement?.ownerDocument;
    return around ? queryAll(around, selector.slice(1).trim()) : [];
  }
  const [first, ...rest] = selector.split('>>>').map((part) => part.trim());
  const found = [...root.querySelectorAll(first as string)];
  if (rest.length === 0) return found;
  return found.flatMap(entered).flatMap((inner) => queryAll(inner, rest.join('>>>')));
}

/** What this element shows a document or shadow root of its own in; nothing where it cannot, or must not, be entered. */
export function entered(host: Element): (Document | ShadowRoot)[] {
  try {
    const inner = (host as HTMLIFrameElement).contentDocument ?? host.shadowRoot;
    return inner && (inner.nodeType !== 9 || isVisible(host)) ? [inner] : [];
  } catch {
    return [];
  }
}
