export type Root = Document | ShadowRoot | Element;

/**
 * `querySelectorAll` with `>>>`, which steps into an open shadow root or a same-origin frame. A frame of another origin
 * is simply not entered: it has its own script and its own binding.
 */
export function queryAll(root: Root, selector: string): Element[] {
  const [first, ...rest] = selector.split('>>>').map((part) => part.trim());
  const found = [...root.querySelectorAll(first as string)];
  if (rest.length === 0) return found;
  return found.flatMap((host) => {
    const inner = insideOf(host);
    return inner ? queryAll(inner, rest.join('>>>')) : [];
  });
}

export function insideOf(host: Element): Document | ShadowRoot | null {
  try {
    return (host as HTMLIFrameElement).contentDocument ?? host.shadowRoot;
  } catch {
    return null;
  }
}
