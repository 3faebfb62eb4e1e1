import type { CatalogueIndex } from '../lookup.ts';
import type { Problem } from '../problem.ts';

/** Service items: what may be deferred, and that a deferral has an end. */
export function* serviceItems({ catalogue }: CatalogueIndex): Generator<Problem> {
  for (const [at, item] of catalogue.serviceItems.entries()) {
    const here = { code: 'service-item', row: item.code, path: ['serviceItems', at] } as const;
    if (item.decisionPoints.length === 0) yield { ...here, message: 'belongs to no decision point' };
    const ids = item.documents.map((document) => document.id);
    if (new Set(ids).size !== ids.length) yield { ...here, message: 'a document is named twice' };
    const deferrable = item.documents.some((document) => !document.key);
    if (deferrable !== (item.deferralWorkingDays !== undefined)) {
      yield { ...here, message: 'deferrable documents and the days to bring them go together' };
    }
    if (item.deferralWorkingDays !== undefined && item.deferralWorkingDays < 1) {
      yield { ...here, message: 'deferred documents need at least one working day' };
    }
  }
}
