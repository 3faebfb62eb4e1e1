import type { DecisionPoint, ServiceItem } from '../catalogue/index.ts';

export const DEFERRED_DOCUMENTS = 'deferred-documents';

/**
 * What the department's list must say of an item before a convenience is offered for it. A measure that is not here only needs the
 * matter to be on the list for this decision point.
 */
const ALLOWS: ReadonlyMap<string, (item: ServiceItem) => boolean> = new Map([
  ['green-channel', (item) => item.greenChannel],
  ['commitment-based-approval', (item) => item.commitment],
  [DEFERRED_DOCUMENTS, (item) => item.deferralWorkingDays !== undefined && laterDocuments(item).length > 0],
]);

/** Whether the matter of this case is a listed item that allows the measure here. */
export const itemAllows = (item: ServiceItem | null, measure: string, decisionPoint: DecisionPoint): boolean =>
  item?.decisionPoints.includes(decisionPoint.id) === true && (ALLOWS.get(measure)?.(item) ?? true);

/** Ids of the documents that may follow later: never a key one. */
export const laterDocuments = (item: ServiceItem): readonly string[] =>
  item.documents.filter((document) => !document.key).map((document) => document.id);
