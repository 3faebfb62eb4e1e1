/** Clickjacking rules inside the card (DESIGN §5): trusted, shown long enough, and nothing of the page lying over it. */
import { signal } from '@preact/signals';

const SHOWN_MS = 400;

let shownAt = performance.now();
/** A new stage puts new buttons under the pointer: its clock starts again. */
export const stageShown = (): void => {
  shownAt = performance.now();
};

/** Set where a press was ignored because something covers the card; the card then says so. */
export const covered = signal<'no' | 'pressed'>('no');

type Sighted = IntersectionObserverEntry & { isVisible?: boolean };
const seen = new WeakMap<Element, boolean>();

/** IntersectionObserver v2 sees what lies over a frame from outside (Chromium); elsewhere the other rules stand alone. */
const observer =
  'isVisible' in IntersectionObserverEntry.prototype
    ? new IntersectionObserver(
        (entries) => {
          for (const entry of entries as Sighted[])
            seen.set(entry.target, entry.isVisible === true || !entry.isIntersecting);
        },
        { threshold: [0, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
      )
    : null;

const acts = new WeakMap<Element, () => void>();

/** `ref` of a button: looks whether it can be seen, and knows what a key that stands for it does. */
export const watched =
  (act: () => void) =>
  (button: Element | null): void => {
    if (!button) return;
    acts.set(button, act);
    observer?.observe(button);
  };

/** Ctrl+Enter stands for the button that saves. */
export function pressByKey(event: KeyboardEvent, button: Element): void {
  if (isGenuinePress(event, button)) acts.get(button)?.();
}

/** @param button the one pressed, or the one that a key stands for. */
export function isGenuinePress(event: Event, button: Element | null): boolean {
  if (!event.isTrusted || performance.now() - shownAt < SHOWN_MS) return false;
  if (button && seen.get(button) === false) {
    covered.value = 'pressed';
    return false;
  }
  covered.value = 'no';
  return true;
}
