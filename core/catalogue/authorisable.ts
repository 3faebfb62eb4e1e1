import type { Category, DecisionPoint } from './types.ts';

/**
 * What a person may authorise at this row: its own categories, shown and tested ones. A row that sees what the person
 * chooses (`as-authorised`) leaves every category of records to choose from.
 *
 * @example authorisableCategories(row, catalogue.categories) // ['exam-integrity', 'serious-dishonesty-listing']
 */
export function authorisableCategories(
  { shown, tested }: Pick<DecisionPoint, 'shown' | 'tested'>,
  categories: readonly Category[],
): string[] {
  const polarity = new Map(categories.map((category) => [category.id, category.polarity]));
  const own = [...new Set([...shown, ...tested])];
  if (!own.some((id) => polarity.get(id) === 'virtual')) return own;
  return categories.filter((one) => one.polarity !== 'virtual' && one.polarity !== 'process').map(({ id }) => id);
}
