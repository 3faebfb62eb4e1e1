/** Whether a sign is seen at an act, and only what could be seen at that instant: what is too early to tell is not there. */
import { type CivilDate, isWorkingDay, type WorkingCalendar } from '../time/index.ts';
import type { Act } from './acts.ts';
import type { Sign } from './rules.ts';

export interface Seen {
  /** The clerk's acts, oldest first, as far back as rules reach. */
  readonly acts: readonly Act[];
  readonly calendars: readonly WorkingCalendar[];
  /** Milliseconds. */
  readonly now: number;
}

const DAY_MS = 86_400_000;
export function hasSign(act: Act, sign: Sign, seen: Seen): boolean {
  switch (sign.sign) {
    case 'no-case':
      return act.hostCase === 'missing' && isOver(act, sign.afterDays, seen);
    case 'undecided':
      return isOver(act, sign.afterDays, seen) && !decidedWithin(act, sign.afterDays);
    case 'off-hours':
      return act.made === 'by-hand' && isOffHours(act, sign, seen.calendars);
    case 'colleague':
      return act.colleague;
    case 'same-surname':
      return act.sameSurname;
    case 'listed':
      return act.listed;
    case 'in-round':
      return act.round !== null;
    case 'outside-round':
      return act.round === null;
    case 'alone':
      return act.alone;
    case 'again':
      return act.subject !== null && looksAgain(act, sign.withinDays, seen.acts);
  }
}

const isOver = ({ at }: Act, days: number, { now }: Seen): boolean => now >= at + days * DAY_MS;

const decidedWithin = ({ at, decidedAt }: Act, days: number): boolean =>
  decidedAt !== null && decidedAt <= at + days * DAY_MS;

function isOffHours(
  act: Act,
  { from, until, daysOff }: Extract<Sign, { sign: 'off-hours' }>,
  calendars: readonly WorkingCalendar[],
): boolean {
  const { day, time } = act;
  return time < from || time >= until || (daysOff === 'count' && isDayOff(day, calendars));
}

/** Of a year that nobody announced yet only weekends are known: that raises too little and never too much. */
const isDayOff = (day: CivilDate, calendars: readonly WorkingCalendar[]): boolean =>
  !isWorkingDay(day, calendars.some(({ year }) => year === Number(day.slice(0, 4))) ? calendars : [plainYear(day)]);

const plainYear = (day: CivilDate): WorkingCalendar => ({ year: Number(day.slice(0, 4)), holidays: [], workdays: [] });

const looksAgain = (act: Act, days: number, acts: readonly Act[]): boolean =>
  (bySubject(acts).get(act.subject ?? '') ?? []).some(
    (one) => one.case !== act.case && one.at < act.at && one.at >= act.at - days * DAY_MS,
  );

/** Of a round's ten thousand each would else read all the others. */
const gathered = new WeakMap<readonly Act[], ReadonlyMap<string, readonly Act[]>>();

function bySubject(acts: readonly Act[]): ReadonlyMap<string, readonly Act[]> {
  const before = gathered.get(acts);
  if (before !== undefined) return before;
  const made = new Map<string, Act[]>();
  for (const act of acts) {
    if (act.subject === null) continue;
    const own = made.get(act.subject) ?? [];
    own.push(act);
    made.set(act.subject, own);
  }
  gathered.set(acts, made);
  return made;
}
