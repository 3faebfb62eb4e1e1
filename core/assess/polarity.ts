import type { CatalogueIndex } from '../catalogue/index.ts';
import type { CreditRecord, ShownRecord } from './types.ts';

/**
 * What kind of news the record is. The behaviour knows best, since one category can hold both (an undertaking kept or
 * broken); a record without one is what its category is.
 */
export function polarityOf(
  record: Pick<CreditRecord, 'behaviour' | 'category'>,
  catalogue: CatalogueIndex,
): ShownRecord['polarity'] {
  const behaviour = record.behaviour === undefined ? undefined : catalogue.behaviours.get(record.behaviour);
  if (behaviour) return behaviour.polarity;
  const polarity = catalogue.categories.get(record.category)?.polarity;
  return polarity === 'adverse' || polarity === 'positive' ? polarity : 'basic';
}
