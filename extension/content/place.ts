/** Keeps what we draw beside what it belongs to, without touching the host's layout. */

/** Long enough for the host's own opening animation (Element Plus 300 ms, Ant Design 200 ms). */
const SETTLING_MS = 600;

/** @param put is called with the anchor's box whenever that may have moved; never more than once a frame. */
export function follow(anchor: Element, put: (box: DOMRect) => void, signal: AbortSignal): () => void {
  let asked = false;
  const settled = performance.now() + SETTLING_MS;
  const frame = () => {
    asked = false;
    if (signal.aborted) return;
    put(boxOf(anchor));
    if (performance.now() < settled) move();
  };
  const move = () => {
    if (asked || signal.aborted) return;
    asked = true;
    requestAnimationFrame(frame);
  };
  addEventListener('scroll', move, { capture: true, passive: true, signal });
  addEventListener('resize', move, { passive: true, signal });
  const sizes = new ResizeObserver(move);
  sizes.observe(anchor);
  signal.addEventListener('abort', () => sizes.disconnect());
  put(boxOf(anchor));
  move();
  return move;
}

/** In this window's own measure, also where the anchor lies in a frame inside: a field of a dialog that is an iframe. */
export function boxOf(anchor: Element): DOMRect {
  const box = anchor.getBoundingClientRect();
  for (let view = anchor.ownerDocument.defaultView; view && view !== window; view = view.parent as typeof view) {
    const frame = view.frameElement;
    if (!frame) break;
    const { x, y } = frame.getBoundingClientRect();
    box.x += x + frame.clientLeft;
    box.y += y + frame.clientTop;
  }
  return box;
}

const GAP = 12;

/** Beside the box, right first, then left; else over its right edge. Always inside the window. */
export function besideBox(box: DOMRect, width: number, height: number): { left: number; top: number } {
  const [w, h] = [document.documentElement.clientWidth || innerWidth, innerHeight];
  const right = box.right + GAP;
  const left = box.left - GAP - width;
  const x = right + width <= w ? right : left >= 0 ? left : w - width - GAP / 2;
  const y = Math.min(Math.max(box.top, GAP / 2), Math.max(GAP / 2, h - height - GAP / 2));
  return { left: Math.max(0, x), top: y };
}
