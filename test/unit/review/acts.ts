/** Acts of one clerk for tests of rules: an honest look-up unless something else is said. */
import { type Act, type ReviewRule, whenOf } from '../../../core/review/index.ts';
import type { WorkingCalendar } from '../../../core/time/index.ts';

/** Days off and weekend days worked around it: Tuesday the 5th is a holiday, Saturday the 9th is worked. */
export const CALENDARS: readonly WorkingCalendar[] = [
  { year: 2026, holidays: ['2026-05-01', '2026-05-04', '2026-05-05'], workdays: ['2026-05-09'] },
];

export const instant = (day: string, time = '10:00') => Date.parse(`${day}T${time}:00+08:00`);

let made = 0;
export function act(day: string, more: Partial<Act> & { time?: string } = {}): Act {
  made += 1;
  const at = instant(day, more.time);
  return {
    entry: `ent-${made}`,
    kind: 'look-up',
    subject: `person-${made}`,
    case: `case-${made}`,
    round: null,
    hostCase: 'there',
    decidedAt: at + 3_600_000,
    made: 'by-hand',
    alone: false,
    colleague: false,
    sameSurname: false,
    listed: false,
    neighbourhood: null,
    ...more,
    ...whenOf(at),
  };
}

export const rule = (more: Partial<ReviewRule>): ReviewRule => ({
  id: 'tried',
  title: { zh: '试', en: 'Tried' },
  state: 'on',
  of: ['look-up'],
  per: 'act',
  days: 1,
  all: [],
  either: [],
  atLeast: 1,
  ...more,
});
