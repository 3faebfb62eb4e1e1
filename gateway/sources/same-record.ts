/** One record out of several deliveries of it. */
import type { CreditRecord } from '@duecheck/core/assess';

/** What has ended anywhere has ended (DESIGN §1.6); a dispute anywhere is a dispute (§1.7). */
const WEIGHT: Readonly<Record<CreditRecord['state'], number>> = {
  sealed: 5,
  withdrawn: 4,
  repaired: 3,
  disputed: 2,
  corrected: 1,
  effective: 0,
};

/** The one of two deliveries that stands: by its state, else the later one. */
export function standing(one: CreditRecord, other: CreditRecord): CreditRecord {
  const weight = WEIGHT[other.state] - WEIGHT[one.state];
  if (weight !== 0) return weight > 0 ? other : one;
  return other.source.asOf > one.source.asOf ? other : one;
}

/** @param keyOf what makes two deliveries one record */
export function oneOfEach(records: readonly CreditRecord[], keyOf: (record: CreditRecord) => string): CreditRecord[] {
  const kept = new Map<string, CreditRecord>();
  for (const record of records) {
    const key = keyOf(record);
    const before = kept.get(key);
    kept.set(key, before === undefined ? record : standing(before, record));
  }
  return [...kept.values()];
}
