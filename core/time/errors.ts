import { DuecheckError } from '../errors.ts';

/**
 * - `date-invalid`: not a date of the calendar, or outside the years 1000–9999
 * - `instant-invalid`: not a UTC instant in ISO 8601 with a `Z`
 * - `term-invalid`: a length that is not a whole number of at least one
 * - `calendar-missing`: the working days of that year have not been announced to us
 */
export type TimeErrorCode = 'date-invalid' | 'instant-invalid' | 'term-invalid' | 'calendar-missing';

export class TimeError extends DuecheckError<TimeErrorCode> {}
