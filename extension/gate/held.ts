/** Whether an event would set off a deciding control, found in the page as it is now. */
import type { Control, Locator } from '@duecheck/core/binding';
import { containersOf, isChosen, isOnPage, locateEvery, type Texts } from '@duecheck/page';
import type { BoundStep } from '../messages/to-page.ts';

export interface Held {
  readonly step: BoundStep;
  readonly container: Element;
  readonly control: Control;
  /** The element to press again once it may go. */
  readonly element: HTMLElement;
  /** Where it stands in a box that names nobody. */
  readonly first?: FirstStage | undefined;
}

/** Of a decision in two stages (`two-stages.ts`): whom the container showed when its own control was pressed. */
export interface FirstStage {
  readonly box: Element;
  readonly texts: Texts;
  /** Why it does not count any more. */
  fault(): 'over' | 'another' | null;
}

/** What goes on once its decision is saved; `element` is null where a request went past every control that is bound. */
export interface Waiting extends Omit<Held, 'element'> {
  readonly element: HTMLElement | null;
  /** Of the request that was held back; null where a control was. */
  readonly caseKey: string | null;
}

/** Where a request went past every container that is bound: nothing on such a page is read. */
export const isStray = (container: Element): boolean => container === document.documentElement;

export function heldBy(event: Event, steps: readonly BoundStep[]): Held | null {
  for (const step of steps) {
    const { binding } = step;
    if (binding.enforcement === 'observe' || !isOnPage(binding, location.href)) continue;
    for (const container of containersOf(binding, document))
      for (const control of binding.controls) {
        const element = pressedIn(event, container, control.locate);
        // Where the choice cannot be read, the first control that may be meant is.
        if (element && isChosen(container, control) !== 'no') return { step, container, control, element };
      }
  }
  return null;
}

/** What the event would set off in there, if it is what is named. */
export function pressedIn(event: Event, container: Element, locate: readonly Locator[]): HTMLElement | undefined {
  const path = event.composedPath();
  const form = event.type === 'submit' ? (event.target as HTMLFormElement) : null;
  if (!path.includes(container) && !form?.contains(container)) return undefined;
  const submitter = form && (event as SubmitEvent).submitter;
  return locateEvery(container, locate).find((candidate) =>
    form
      ? // A form sent without a button sends with its deciding one.
        submitter
        ? submitter === candidate
        : form.contains(candidate)
      : path.includes(candidate),
  ) as HTMLElement | undefined;
}
