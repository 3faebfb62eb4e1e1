import { authorisableCategories, type CatalogueIndex, type DecisionPoint } from '@duecheck/core/catalogue';

/**
 * What a person may hand to a partner at this row: good records alone, and only where the row rests on the person's own
 * consent. Nobody is worse off for what a partner does not see (PIPL 16, 24).
 *
 * @returns categories of the row, none where it is not for partners
 */
export const handedCategories = (row: DecisionPoint, { catalogue, categories }: CatalogueIndex): readonly string[] =>
  row.authority.kind !== 'consent' || row.restrictions.some(({ availability }) => availability !== 'off')
    ? []
    : authorisableCategories(row, catalogue.categories).filter((id) => categories.get(id)?.polarity === 'positive');
