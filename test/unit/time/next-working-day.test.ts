import { nextWorkingDay, parseCivilDate } from '@duecheck/core/time';
import { expect, it } from 'vitest';

const calendar = { year: 2026, holidays: ['2026-10-01', '2026-10-02'], workdays: [] };

it.each([
  ['2026-09-30', '2026-10-05'],
  ['2026-11-25', '2026-11-26'],
  // No calendar of 2027 yet: still a day, never a fault.
  ['2026-12-31', '2027-01-01'],
])('a duty of ours that arises on %s is due by %s', (today, dueBy) => {
  expect(nextWorkingDay(parseCivilDate(today), [calendar])).toBe(dueBy);
});
