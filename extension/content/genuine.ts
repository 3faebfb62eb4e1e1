/** Clickjacking rules for what we draw in a host's page (DESIGN §5): a page must not make the clerk press our buttons. */

/** Shorter than anybody reads and answers; longer than the second key of a double press. */
const SHOWN_MS = 400;

const covered = new WeakSet<Element>();
/** IntersectionObserver v2 (Chromium) sees what lies over a button and lets presses through to it. */
const observer =
  'isVisible' in IntersectionObserverEntry.prototype
    ? new IntersectionObserver(
        (entries) => {
          for (const { target, isVisible, isIntersecting } of entries as (IntersectionObserverEntry & {
            isVisible: boolean;
          })[])
            covered[isVisible || !isIntersecting ? 'delete' : 'add'](target);
        },
        { threshold: [0, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
      )
    : null;

/** A button of ours that a page could lie over. */
export const watch = (button: Element): void => observer?.observe(button);

/** @param shownAt `performance.now()` when the button was drawn. */
export function isGenuine(
  event: MouseEvent,
  button: Element,
  host: HTMLElement,
  root: ShadowRoot,
  shownAt: number,
): boolean {
  if (!event.isTrusted || performance.now() - shownAt < SHOWN_MS || covered.has(button)) return false;
  const { opacity, visibility, filter, clipPath } = getComputedStyle(host);
  if (Number(opacity) < 1 || visibility !== 'visible' || filter !== 'none' || clipPath !== 'none') return false;
  const box = button.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hit = root.elementFromPoint(x, y);
  return document.elementFromPoint(x, y) === host && hit !== null && (hit === button || button.contains(hit));
}
