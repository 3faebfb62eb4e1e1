/**
 * Layer 1: capture listeners from `document_start` on everything that can set off a deciding control. A click listener
 * alone let 6 of 14 ways through (DESIGN §5). They stand as long as the document does, whatever becomes of the script.
 */
import type { BoundStep } from '../messages/to-page.ts';
import { type Held, heldBy } from './held.ts';
import { createTwoStages } from './two-stages.ts';

/** Hosts act on any of these. Pointer, mouse and touch are kept from the host, but the browser's own click is let come. */
const KEPT = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'dblclick',
  'keyup',
] as const;
const ACTS = ['click', 'auxclick', 'submit', 'keydown'] as const;

export interface Gate {
  /** Sets the control off once, past our own listeners. */
  replay(element: HTMLElement): void;
}

/**
 * @param steps what is bound in this origin, as known at the moment of the event.
 * @param mayGo whether the clerk was asked to press this very control now.
 */
export function hold(
  steps: () => readonly BoundStep[],
  press: (held: Held) => void,
  mayGo: (held: Held) => boolean,
): Gate {
  let replaying = false;
  const stages = createTwoStages();

  const onEvent = (event: Event) => {
    if (replaying) return;
    stages.look();
    if (event instanceof KeyboardEvent && !isPress(event)) return;
    const held = stages.confirmedBy(event) ?? heldBy(event, steps());
    if (held?.control.confirm && !held.first) return stages.begin(held);
    if (!held || (event.isTrusted && mayGo(held))) return;
    event.stopImmediatePropagation();
    const acts = (ACTS as readonly string[]).includes(event.type);
    if (acts || event.type === 'keyup' || event.type === 'dblclick') event.preventDefault();
    if (acts && !(event as KeyboardEvent).repeat) press(held);
  };

  for (const type of [...KEPT, ...ACTS]) addEventListener(type, onEvent, { capture: true, passive: false });

  return {
    replay(element) {
      replaying = true;
      try {
        element.click();
      } finally {
        replaying = false;
      }
    },
  };
}

/** Enter and Space press a control; Enter that ends an input method's composition does not. */
const isPress = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' || event.key === ' ') && !event.isComposing && event.keyCode !== 229;
