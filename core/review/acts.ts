/** What a rule may know of an act: clear and keyed columns of the register and of what offices tell. No record, no name, no number. */
import { type CivilDate, legalDateOf } from '../time/index.ts';
import type { ActKind } from './rules.ts';

export interface Act {
  /** Id of its entry. */
  readonly entry: string;
  readonly kind: ActKind;
  /** Milliseconds, by the gateway's clock. */
  readonly at: number;
  /** In Shanghai: civil day, and `HH:MM`. */
  readonly day: CivilDate;
  readonly time: string;
  /** Keyed. */
  readonly subject: string | null;
  /** Keyed. */
  readonly case: string | null;
  readonly round: string | null;
  /** What the host's own list of cases says. `untold`: it tells none for this step and time, so that nothing follows. */
  readonly hostCase: 'there' | 'missing' | 'untold';
  /** When the first decision in its case came, milliseconds. Before the act too: whoever looks again at a decided case decided. */
  readonly decidedAt: number | null;
  /** The gateway made it by itself, such as an owed check. */
  readonly made: 'by-hand' | 'by-gateway';
  /** Nobody else of the organisation did the same within an hour before or after; not told of look-ups. */
  readonly alone: boolean;
  readonly colleague: boolean;
  readonly sameSurname: boolean;
  readonly listed: boolean;
  /** Equal for numbers that differ in their last four characters only; of this clerk and day alone. */
  readonly neighbourhood: string | null;
}

/** Shanghai has had no summer time since 1991. */
const AHEAD_MS = 8 * 3_600_000;

export function whenOf(at: number): Pick<Act, 'at' | 'day' | 'time'> {
  return {
    at,
    day: legalDateOf(new Date(at).toISOString()),
    time: new Date(at + AHEAD_MS).toISOString().slice(11, 16),
  };
}
