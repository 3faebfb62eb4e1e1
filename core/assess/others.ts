import type { AssessInput, Assessment } from './types.ts';

/**
 * Neutral measures that the row lists whatever was found. They restrict nobody, so they need no grounding; but a basis that nobody has
 * read is not cited, and a measure that rests on such bases alone waits until they are.
 */
export function others({ catalogue, decisionPoint }: AssessInput): Assessment['others'] {
  return decisionPoint.others.flatMap((other) => {
    const measure = catalogue.measures.get(other.measure);
    if (!measure || measure.kind === 'off' || other.availability === 'off') return [];
    const bases = other.bases.filter((id) => catalogue.bases.get(id)?.verification === 'verified');
    return bases.length === 0 && other.bases.length > 0 ? [] : [{ measure: measure.id, bases }];
  });
}
