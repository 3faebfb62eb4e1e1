import type { CatalogueIndex } from '../catalogue/index.ts';
import type { AssessInput } from './types.ts';

/**
 * The record categories that may be shown at this decision point (DESIGN §1.5). Two names stand for others: `as-authorised` for what
 * the person's authorisation names, `all-own-records` for every category of records about a person. A category that is only
 * tested is never among them, and neither are registers of the system itself.
 */
export function visibleCategories(
  input: Pick<AssessInput, 'catalogue' | 'decisionPoint' | 'authorised'>,
): ReadonlySet<string> {
  const { catalogue, decisionPoint, authorised = [] } = input;
  const named = decisionPoint.shown.flatMap((category) => {
    if (category === 'as-authorised') return authorised;
    if (category === 'all-own-records') return [...catalogue.categories.keys()];
    return [category];
  });
  return new Set(
    named.filter((category) => isOfRecords(catalogue, category) && !decisionPoint.tested.includes(category)),
  );
}

function isOfRecords(catalogue: CatalogueIndex, category: string): boolean {
  const polarity = catalogue.categories.get(category)?.polarity;
  return polarity === 'adverse' || polarity === 'positive' || polarity === 'basic';
}
