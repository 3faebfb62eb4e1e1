import type { CivilDate } from '../time/index.ts';
import type { CreditRecord, ShownRecord } from './types.ts';

/** A record that may be spoken of today. */
export type UsableRecord = CreditRecord & { readonly state: ShownRecord['state'] };

const USABLE_STATES: readonly string[] = ['effective', 'disputed', 'corrected'] satisfies ShownRecord['state'][];

/**
 * Whether the record exists for today's check. Repaired, withdrawn and sealed ones do not, nor does one whose last day of use
 * or of keeping has passed, nor one decided after today: as if never there, for what is shown, what is tested and what is
 * offered alike (DESIGN §1.6). `publishUntil` plays no part: publication to everybody ends sooner than use where a basis's
 * own look-back says so (DESIGN §3.5).
 */
export const isUsable = (record: CreditRecord, today: CivilDate): record is UsableRecord =>
  USABLE_STATES.includes(record.state) &&
  record.decidedOn <= today &&
  reaches(record.useUntil, today) &&
  reaches(record.retainUntil, today);

const reaches = (lastDay: CivilDate | null, today: CivilDate): boolean => lastDay === null || today <= lastDay;
