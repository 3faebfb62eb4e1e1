import { behavioursAndRecordTypes } from './checks/behaviours.ts';
import { calendarDates } from './checks/dates.ts';
import { groundsOfRestrictions } from './checks/grounds.ts';
import { uniqueIds } from './checks/ids.ts';
import { measuresAndSeverities } from './checks/measures.ts';
import { references } from './checks/references.ts';
import { rowsInThemselves } from './checks/rows.ts';
import { serviceItems } from './checks/service-items.ts';
import { indexCatalogue } from './lookup.ts';
import type { Check, Problem } from './problem.ts';
import type { Catalogue } from './types.ts';

const CHECKS: readonly Check[] = [
  uniqueIds,
  references,
  measuresAndSeverities,
  behavioursAndRecordTypes,
  rowsInThemselves,
  groundsOfRestrictions,
  serviceItems,
  calendarDates,
];

/**
 * What a schema cannot see: that every reference resolves, that every restriction on offer rests on a basis which can
 * ground it, that nothing is in the list that can never apply. Empty = the catalogue may be signed.
 */
export function checkCatalogue(catalogue: Catalogue): readonly Problem[] {
  const index = indexCatalogue(catalogue);
  return CHECKS.flatMap((check) => [...check(index)]);
}
