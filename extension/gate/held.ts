/** Whether an event would set off a deciding control, found in the page as it is now. */
import type { Control } from '@duecheck/core/binding';
import { containersOf, isOnPage, locateEvery } from '@duecheck/page';
import type { BoundStep } from '../messages/to-page.ts';

export interface Held {
  readonly step: BoundStep;
  readonly container: Element;
  readonly control: Control;
  /** The element to press again once it may go. */
  readonly element: HTMLElement;
}

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
        if (element) return { step, container, control, element: element as HTMLElement };
      }
    }
  }
  return null;
}
