import type { CreditRecord } from './types.ts';

/**
 * Newest decision first, then by id: the one order in which records are worked through, so that the same records give the same
 * bytes whichever source answered first. It ranks nobody: nothing depends on a record's place.
 */
export const newestFirst = (a: CreditRecord, b: CreditRecord): number =>
  compare(b.decidedOn, a.decidedOn) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
