import { addDays, type CivilDate, parseCivilDate, type Term } from '@duecheck/core/time';
import fc from 'fast-check';

const DAY_ZERO = parseCivilDate('1990-01-01');

/** Days from 1990 to 2099, month ends and 29 February as often as all others together. */
export const civilDates: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(DAY_ZERO, n)),
  fc
    .tuple(fc.integer({ min: 1990, max: 2099 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => addDays(parseCivilDate(`${year}-${String(month).padStart(2, '0')}-01`), -1)),
);

export const terms: fc.Arbitrary<Term> = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map((years) => ({ years })),
  fc.integer({ min: 1, max: 60 }).map((months) => ({ months })),
  fc.integer({ min: 1, max: 800 }).map((days) => ({ days })),
);
