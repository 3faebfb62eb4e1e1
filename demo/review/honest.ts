/**
 * Honest work, one by one: seasons, Mondays, leave, slow cases, slips of the pen, overtime, a night desk. What looks odd in it is
 * what looks odd in offices; none of it was made to fit a rule.
 */
import type { CivilDate, WorkingCalendar } from '@duecheck/core/time';
import type { Random } from '../people/random.ts';
import { bell, byWeight, chance, longTail } from './draws.ts';
import { DAY_MS, eveningMinutes, instantOf, isOpen, nightMinutes, officeMinutes } from './hours.ts';
import { drawPerson } from './people.ts';
import type { Staff } from './staff.ts';
import type { Clerk, Look, Person } from './types.ts';

export interface Town {
  readonly random: Random;
  readonly staff: Staff;
  readonly days: readonly CivilDate[];
  readonly calendars: readonly WorkingCalendar[];
  /** Persons whose look-ups are always reviewed. */
  readonly listed: readonly Person[];
  /** A case number nobody has yet. */
  readonly newCase: () => string;
}

/** Ill from one day to another; what was looked up just before waits. */
interface Leave {
  readonly clerk: Clerk;
  readonly from: number;
  readonly until: number;
}

/** @returns so many look-ups, in the order of their time */
export function honestLooks(town: Town, count: number): Look[] {
  const { random, staff, days } = town;
  const leaves = drawLeaves(town);
  const badExport = { organisation: random.pick(staff.clerks).office.organisation, day: random.pick(days) };
  const drawSlot = slots(town, leaves);
  const drawn = Array.from({ length: count }, () => drawSlot(random))
    .map((slot) => ({ ...slot, at: timeIn(town, slot) }))
    .sort((a, b) => a.at - b.at);
  const before = new Map<Clerk, Look[]>();
  return drawn.map(({ clerk, day, at }) => {
    const own = before.get(clerk) ?? [];
    before.set(clerk, own);
    const lost = badExport.organisation === clerk.office.organisation && badExport.day === day ? 0.3 : 0.006;
    const look = again(town, own, clerk, at) ?? {
      ...fresh(town, clerk, at),
      hostCase: chance(random, lost) ? 'missing' : 'there',
    };
    const settled = { ...look, decidedAt: decisionOf(random, look, leaves) };
    own.push(settled);
    return settled;
  });
}

function fresh({ random, staff, listed, newCase }: Town, clerk: Clerk, at: number): Look {
  const draw = random.next();
  const colleagues = staff.roster.filter(({ organisation }) => organisation === clerk.office.organisation);
  // Colleagues apply for things as well, and so do those whom everybody knows.
  const person =
    draw < 0.0012 ? random.pick(colleagues).person : draw < 0.0018 ? random.pick(listed) : drawPerson(random);
  const step = random.pick(clerk.office.steps);
  return { kind: 'look-up', at, clerk, person, step, caseKey: newCase(), ...PLAIN };
}

export const PLAIN = { hostCase: 'there', decidedAt: null, round: null, planted: null } as const;

/** The same case once more before it is decided, or the same person in another case. */
function again(town: Town, own: readonly Look[], clerk: Clerk, at: number): Look | null {
  const { random } = town;
  const draw = random.next();
  if (draw > 0.08) return null;
  const recent = own.filter((look) => look.at > at - 10 * DAY_MS);
  if (recent.length === 0) return null;
  const earlier = random.pick(recent);
  return draw < 0.02 ? { ...fresh(town, clerk, at), person: earlier.person } : { ...earlier, at };
}

/** Every fifth at the window itself, mostly within two days, some after weeks; of every fortieth case nobody hears again. */
function decisionOf(random: Random, { at, clerk, decidedAt }: Look, leaves: readonly Leave[]): number | null {
  if (decidedAt !== null) return decidedAt > at ? decidedAt : at + 20 * 60_000;
  if (chance(random, 0.025)) return null;
  if (chance(random, 0.2)) return at + random.int(3, 120) * 60_000;
  const decided = at + longTail(random, 1.2, 1.1) * DAY_MS;
  const away = leaves.find((leave) => leave.clerk === clerk && decided >= leave.from && at < leave.until);
  return away === undefined ? decided : away.until + longTail(random, 2, 0.6) * DAY_MS;
}

function drawLeaves({ random, staff, days }: Town): Leave[] {
  return Array.from({ length: 4 }, () => {
    const from = instantOf(random.pick(days), 0);
    return { clerk: random.pick(staff.clerks), from, until: from + random.int(3, 12) * DAY_MS };
  });
}

interface Slot {
  readonly clerk: Clerk;
  readonly day: CivilDate;
  readonly hours: 'office' | 'duty' | 'night';
}

/** Who works how much on which day. */
function slots(town: Town, leaves: readonly Leave[]): (random: Random) => Slot {
  const { random, staff, days, calendars } = town;
  const season = new Map(staff.clerks.map(({ office }) => [office, random.int(0, days.length)]));
  const all: Slot[] = [];
  const weights: number[] = [];
  const add = (slot: Slot, weight: number) => {
    all.push(slot);
    weights.push(weight);
  };
  for (const [n, day] of days.entries()) {
    const open = isOpen(day, calendars);
    const afterRest = open && n > 0 && !isOpen(days[n - 1] as CivilDate, calendars);
    const night = random.pick(staff.clerks.filter(({ office }) => office.nights === 'manned'));
    add({ clerk: night, day, hours: 'night' }, 0.3);
    for (const clerk of staff.clerks) {
      const noon = instantOf(day, 720);
      if (leaves.some((leave) => leave.clerk === clerk && noon >= leave.from && noon < leave.until)) continue;
      const high = 1 + 1.2 * Math.exp(-(((n - (season.get(clerk.office) as number)) / 6) ** 2));
      const weight = clerk.pace * high * longTail(random, 1, 0.45) * (afterRest ? 1.4 : 1);
      if (open) add({ clerk, day, hours: 'office' }, weight);
      // Somebody is on duty on days off, where the season asks for it.
      else if (chance(random, 0.04)) add({ clerk, day, hours: 'duty' }, weight * 0.4);
    }
  }
  return byWeight(all, weights);
}

function timeIn({ random }: Town, { clerk, day, hours }: Slot): number {
  if (hours === 'night') return instantOf(day, nightMinutes(random));
  if (hours === 'office' && chance(random, clerk.overtime)) return instantOf(day, eveningMinutes(random));
  // An emergency that could not wait until the morning.
  if (chance(random, 0.0004)) return instantOf(day, nightMinutes(random));
  return instantOf(day, officeMinutes(random) + bell(random, 0, 2));
}
