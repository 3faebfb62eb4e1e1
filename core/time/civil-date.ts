import { TimeError } from './errors.ts';

declare const civil: unique symbol;

/**
 * A day of the legal calendar in Asia/Shanghai, `YYYY-MM-DD`, years 1000–9999. Compares with `<` and `<=`: text order is
 * calendar order. It has no time and no zone, so it cannot be a day off on a machine elsewhere.
 */
export type CivilDate = string & { readonly [civil]: true };

const FORM = /^[1-9]\d{3}-\d{2}-\d{2}$/;

/** Whether `text` is a day that exists: `2027-02-29` is not. */
export function isCivilDate(text: string): text is CivilDate {
  if (!FORM.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes some 31st of a 30-day month for the 1st of the next one: only a day that reads back is one.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/**
 * @throws TimeError `date-invalid`
 * @example parseCivilDate('2026-11-23') // '2026-11-23'
 */
export function parseCivilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new TimeError('date-invalid', 'not a calendar day in the form YYYY-MM-DD');
  return text;
}
