/**
 * Addresses in a signed list that the browser could not hold, or would hold wrongly. Signatures say who approved them,
 * not that they work: one pattern that does not compile makes the update of all rules fail, and an unanchored one lets a
 * receipt travel with a request of another case.
 */
import type { Binding } from '@duecheck/core/binding';
import { patternForCase, requestPattern } from './request-pattern.ts';

/** @param supports whether this browser takes the RE2 pattern in a rule. @returns the binding's id, or null. */
export async function findPatternFault(
  bindings: readonly Binding[],
  supports: (regex: string) => Promise<boolean>,
): Promise<string | null> {
  for (const binding of bindings) {
    if (![binding.page, ...urlsOf(binding)].every(compiles)) return binding.id;
    for (const { path, case: where } of binding.requests) {
      if (!compiles(path) || !isWhole(path)) return binding.id;
      if (where === 'path' && patternForCase(path, '') === null) return binding.id;
      if (!(await supports(requestPattern(binding.origin, path)))) return binding.id;
    }
  }
  return null;
}

/**
 * Whether the pattern stands for whole addresses from path to end. Without the end, the release for case 41 fits 412;
 * with a choice outside of brackets only its first half is bound to the origin.
 */
export function isWhole(path: string): boolean {
  if (!path.startsWith('^/') || !/(^|[^\\])(\\\\)*\$$/.test(path)) return false;
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < path.length; at++) {
    const character = path[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return false;
  }
  return true;
}

const urlsOf = ({ case: at, matter }: Binding): string[] =>
  [at.key, at.label, at.part, matter].flatMap((where) => (where && 'url' in where ? [where.url] : []));

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) !== null;
  } catch {
    return false;
  }
}
