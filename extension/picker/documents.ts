/** Everything of the page that one script can reach: its document, frames of the same origin, open shadow roots. */

export interface Reachable {
  readonly document: Document;
  /** The frame that shows it; null for the page itself. */
  readonly frame: Element | null;
}

export function documentsIn(document: Document, frame: Element | null = null): Reachable[] {
  const frames = elementsIn(document).filter((element) => element.matches('iframe, frame'));
  return [
    { document, frame },
    ...frames.flatMap((one) => {
      const inner = innerOf(one);
      return inner ? documentsIn(inner, one) : [];
    }),
  ];
}

/** Also those inside of open shadow roots, in the order of the page. */
export function elementsIn(root: Document | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
  ]);
}

/** null where the frame is another origin's. */
export function innerOf(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

/** In the outermost window's coordinates. */
export function boxOf(element: Element): DOMRect {
  const box = element.getBoundingClientRect();
  let [x, y] = [box.x, box.y];
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; ) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + (frame as HTMLElement).clientLeft;
    y += outer.y + (frame as HTMLElement).clientTop;
    frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  }
  return new DOMRect(x, y, box.width, box.height);
}
