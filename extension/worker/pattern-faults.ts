/**
 * Addresses in a signed list that the browser could not hold, or would hold wrongly. Signatures say who approved them,
 * not that they work: one pattern that does not compile makes the update of all rules fail, and an unanchored one lets a
 * receipt travel with a request of another case. The linter says so before a list is signed; this refuses what it missed.
 */
import { type Binding, patternFaults } from '@duecheck/core/binding';
import { requestPattern } from './request-pattern.ts';

/** @param supports whether this browser takes the RE2 pattern in a rule. @returns the binding's id, or null. */
export async function findPatternFault(
  bindings: readonly Binding[],
  supports: (regex: string) => Promise<boolean>,
): Promise<string | null> {
  for (const binding of bindings) {
    if (!patternFaults(binding).next().done) return binding.id;
    for (const { path } of binding.requests) {
      if (!(await supports(requestPattern(binding.origin, path)))) return binding.id;
    }
  }
  return null;
}
