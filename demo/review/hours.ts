/** When people work. Instants in milliseconds, days in Shanghai. */
import { addDays, type CivilDate, isWorkingDay, type WorkingCalendar } from '@duecheck/core/time';
import type { Random } from '../people/random.ts';
import { bell, chance } from './draws.ts';

const MINUTE_MS = 60_000;
export const DAY_MS = 1440 * MINUTE_MS;

/** @param minutes since midnight in Shanghai */
export const instantOf = (day: CivilDate, minutes: number): number =>
  Date.parse(`${day}T00:00:00+08:00`) + Math.round(minutes * MINUTE_MS);

/** The days up to and with `until`, oldest first. */
export const daysUntil = (until: CivilDate, count: number): CivilDate[] =>
  Array.from({ length: count }, (_, n) => addDays(until, n + 1 - count));

/** Weekends alone where a year's calendar is not announced yet. */
export function isOpen(day: CivilDate, calendars: readonly WorkingCalendar[]): boolean {
  const year = Number(day.slice(0, 4));
  const known = calendars.some((one) => one.year === year) ? calendars : [{ year, holidays: [], workdays: [] }];
  return isWorkingDay(day, known);
}

const within = (minutes: number, from: number, until: number): number => Math.min(Math.max(minutes, from), until);

/** Half past eight to noon, most about ten; two to half past five; nobody in between but the odd one. */
export function officeMinutes(random: Random): number {
  if (chance(random, 0.01)) return bell(random, 770, 25);
  return chance(random, 0.57)
    ? within(bell(random, 590, 50), 505 + random.next() * 15, 715)
    : within(bell(random, 925, 55), 835 + random.next() * 15, 1050);
}

/** After hours: most before seven, some until nine. */
export const eveningMinutes = (random: Random): number => within(1050 + Math.abs(bell(random, 0, 65)), 1051, 1275);

/** Between ten at night and six in the morning, of the night that begins on the day. */
export const nightMinutes = (random: Random): number => random.int(1320, 1800);
