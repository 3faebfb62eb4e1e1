import type { Look } from './types.ts';

export const caseName = ({ step, caseKey }: Look): string => `${step}/${caseKey}`;

/** A case is decided once, whichever of its look-ups the decision came after. Milliseconds. */
export function caseDecisions(looks: readonly Look[]): ReadonlyMap<string, number> {
  const decided = new Map<string, number>();
  for (const look of looks) {
    if (look.decidedAt === null) continue;
    const name = caseName(look);
    decided.set(name, Math.min(decided.get(name) ?? Number.POSITIVE_INFINITY, Math.round(look.decidedAt)));
  }
  return decided;
}
