import { canGround, type Ground, type Hearing, type Measure, type Restriction } from '../catalogue/index.ts';
import { meets } from './conditions.ts';
import type { AssessInput, RestrictionOffer } from './types.ts';
import type { UsableRecord } from './usable.ts';

/** For a row without a period of its own: the five working days that an organ has to answer an objection are the person's too. */
const DEFAULT_HEARING: Hearing = { days: 5, kind: 'working', ours: true };

/**
 * The restrictions that these records and this date allow, in the catalogue's order. Each comes with every basis that grounds it
 * and the records under that basis; none is picked.
 *
 * @param records the records that the row may show, in order: what the clerk may not see grounds nothing
 */
export function restrictions(input: AssessInput, records: readonly UsableRecord[]): readonly RestrictionOffer[] {
  const { catalogue, decisionPoint } = input;
  // Rows for incentives, for reference or on consent never restrict; templates and suspended rows do not run.
  if (decisionPoint.status !== 'active') return [];
  return decisionPoint.restrictions.flatMap((restriction): readonly RestrictionOffer[] => {
    const measure = catalogue.measures.get(restriction.measure);
    if (!measure || measure.kind === 'off' || restriction.availability === 'off') return [];
    const grounds = groundsOf(restriction, measure, input, records);
    if (grounds.length === 0) return [];
    return [
      {
        measure: measure.id,
        grounds,
        alsoCites: restriction.alsoCites ?? [],
        hearing: restriction.hearing ?? decisionPoint.hearing ?? DEFAULT_HEARING,
      },
    ];
  });
}

function groundsOf(
  restriction: Restriction,
  measure: Measure,
  input: AssessInput,
  records: readonly UsableRecord[],
): RestrictionOffer['grounds'] {
  const byBasis = new Map<string, Set<UsableRecord>>();
  for (const ground of restriction.grounds) {
    if (!holds(ground, measure, input)) continue;
    const met = records.filter((record) => meets(record, ground, input));
    // Disputed records never stand alone (DESIGN §1.7): ground by ground, so that an undisputed record under another
    // ground of the same measure does not carry them along.
    if (met.every((record) => record.state === 'disputed')) continue;
    byBasis.set(ground.basis, new Set([...(byBasis.get(ground.basis) ?? []), ...met]));
  }
  return [...byBasis].map(([basis, grounding]) => ({
    basis,
    records: records.filter((record) => grounding.has(record)).map((record) => record.id),
  }));
}

/** Whether the basis of the ground can carry this measure at this decision point (DESIGN §1.1). */
function holds(ground: Ground, measure: Measure, { catalogue, decisionPoint }: AssessInput): boolean {
  const basis = catalogue.bases.get(ground.basis);
  return basis !== undefined && canGround(basis, decisionPoint, measure).ok;
}
