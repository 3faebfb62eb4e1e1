/** Whether an event would set off a deciding control, found in the page as it is now. */
import type { Control } from '@duecheck/core/binding';
import { containersOf, isChosen, isOnPage, locateEvery } from '@duecheck/page';
import type { BoundStep } from '../messages/to-page.ts';

export interface Held {
  readonly step: BoundStep;
  readonly container: Element;
  readonly control: Control;
  /** The element to press again once it may go. */
  readonly element: HTMLElement;
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
  const path = event.composedPath();
  const form = event.type === 'submit' ? (event.target as HTMLFormElement) : null;
  const submitter = form && (event as SubmitEvent).submitter;
  for (const step of steps) {
    const { binding } = step;
    if (binding.enforcement === 'observe' || !isOnPage(binding, location.href)) continue;
    for (const container of containersOf(binding, document)) {
      const concerned = path.includes(container) || form?.contains(container);
      if (!concerned) continue;
      for (const control of binding.controls) {
        const element = locateEvery(container, control.locate).find((candidate) =>
          form
            ? // A form sent without a button sends with its deciding one.
              submitter
              ? submitter === candidate
              : form.contains(candidate)
            : path.includes(candidate),
        );
        // Where the choice cannot be read, the first control that may be meant is.
        if (element && isChosen(container, control) !== 'no')
          return { step, container, control, element: element as HTMLElement };
      }
    }
  }
  return null;
}
