/** Which decision a request of the page carries, by its address. */
import type { Control, DecisionHttpRequest } from '@duecheck/core/binding';
import { decoded } from '@duecheck/page';
import type { BoundStep } from '../messages/to-page.ts';

/** Whether this request can carry what this control decides. */
export const carries = ({ effect }: DecisionHttpRequest, control: Control): boolean =>
  effect === 'chosen' || effect === control.effect;

export interface Deciding {
  readonly step: BoundStep;
  readonly request: DecisionHttpRequest;
  /** As the address has it; null where only the body does. */
  readonly caseKey: string | null;
}

/** @param method null where the browser does not tell it. */
export type FindDecision = (address: string, method: string | null) => Deciding | null;

/**
 * Patterns are compiled once: requests are many.
 *
 * @param isShown tells apart steps that send the same request.
 */
export function findDecisions(steps: readonly BoundStep[], isShown: (step: BoundStep) => boolean): FindDecision {
  const watched = steps.flatMap((step) =>
    step.binding.requests.map((request) => ({ step, request, path: new RegExp(request.path, 'i') })),
  );
  return (address, method) => {
    const { origin, pathname, search } = new URL(address);
    const found: Deciding[] = [];
    for (const { step, request, path } of watched) {
      if (origin !== step.binding.origin || (method !== null && method !== request.method)) continue;
      const match = path.exec(pathname + search);
      if (!match) continue;
      found.push({ step, request, caseKey: request.case !== 'body' && match[1] ? decoded(match[1]) : null });
    }
    return found.find(({ step }) => isShown(step)) ?? found[0] ?? null;
  };
}
