import { type CivilDate, isCivilDate } from './civil-date.ts';
import { civilDateOf } from './day-number.ts';
import { TimeError } from './errors.ts';

const DAY_MS = 86_400_000;

// Asia/Shanghai has been UTC+8 without summer time since 1991-09-15, and no instant of ours is older. A fixed offset gives
// the same day in every runtime, whichever zone data it carries.
const SHANGHAI_MS = 8 * 3_600_000;

const UTC_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/**
 * The legal day on which an instant falls.
 *
 * @param instant UTC in ISO 8601 with `Z`, as the gateway's clock writes it
 * @throws TimeError `instant-invalid`
 * @example legalDateOf('2026-11-22T16:00:00Z') // '2026-11-23': midnight in Quzhou
 */
export function legalDateOf(instant: string): CivilDate {
  const ms = UTC_INSTANT.test(instant) && isCivilDate(instant.slice(0, 10)) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new TimeError('instant-invalid', 'not a UTC instant in ISO 8601');
  return civilDateOf(Math.floor((ms + SHANGHAI_MS) / DAY_MS));
}
