/**
 * Sixty look-ups without business, in ten ways. Drawn with variation: who does it makes up cases, or opens one and withdraws it, or
 * decides for form's sake; one in twenty is covered so well that only luck would find it.
 */
import type { Random } from '../people/random.ts';
import { chance, longTail } from './draws.ts';
import { hitch } from './hitches.ts';
import type { Town } from './honest.ts';
import { DAY_MS, eveningMinutes, instantOf, isOpen, nightMinutes, officeMinutes } from './hours.ts';
import { drawPerson } from './people.ts';
import { type Clerk, type Look, PATTERNS, type Pattern, type Person } from './types.ts';

const SIZES: Readonly<Record<Pattern, number>> = {
  'no-case': 6,
  'off-hours': 6,
  colleague: 6,
  'same-surname': 5,
  listed: 5,
  volume: 8,
  'id-walk': 6,
  'never-decided': 5,
  'ways-round': 5,
  'beyond-round': 8,
};

/** @param honest what they hide among */
export const plantedLooks = (town: Town, honest: readonly Look[]): Look[] =>
  PATTERNS.flatMap((pattern) =>
    PLANT[pattern]({ ...town, honest, open: openDays(town) }, SIZES[pattern]).map((look) => ({
      ...look,
      planted: pattern,
    })),
  );

interface Plot extends Town {
  readonly honest: readonly Look[];
  /** Days of work late enough to have a past. */
  readonly open: readonly Town['days'][number][];
}

const openDays = ({ days, calendars }: Town) => days.slice(20).filter((day) => isOpen(day, calendars));

const PLANT: Readonly<Record<Pattern, (plot: Plot, size: number) => Look[]>> = {
  'no-case': (plot, size) => some(size, () => look(plot, drawClerk(plot), anyTime(plot), { story: 'made-up' })),

  'off-hours': (plot, size) => some(size, () => look(plot, drawClerk(plot), lonelyTime(plot))),

  colleague(plot, size) {
    const clerks = [drawClerk(plot), drawClerk(plot)];
    return some(size, () => {
      const clerk = plot.random.pick(clerks);
      const around = plot.staff.roster.filter(({ organisation }) => organisation === clerk.office.organisation);
      return look(plot, clerk, anyTime(plot), { person: plot.random.pick(around).person });
    });
  },

  'same-surname'(plot, size) {
    const clerks = [drawClerk(plot), drawClerk(plot)];
    const kin = clerks.map((clerk) => [relative(plot, clerk), relative(plot, clerk)]);
    return some(size, () => {
      const at = plot.random.int(0, 1);
      return look(plot, clerks[at] as Clerk, anyTime(plot), { person: plot.random.pick(kin[at] as Person[]) });
    });
  },

  listed: (plot, size) =>
    some(size, () => look(plot, drawClerk(plot), anyTime(plot), { person: plot.random.pick(plot.listed) })),

  volume(plot, size) {
    const clerk = drawClerk(plot);
    const began = anyTime(plot);
    return some(size, () => look(plot, clerk, began + plot.random.int(0, 110) * 60_000));
  },

  'id-walk'(plot, size) {
    const { random } = plot;
    const clerk = drawClerk(plot);
    const first = drawPerson(random);
    let began = anyTime(plot);
    let { sequence } = first;
    return some(size, (n) => {
      if (n === 3 && chance(random, 0.4)) began = anyTime(plot);
      // Odd sequences are men's: whoever looks for one may step by two.
      sequence = 600 + ((sequence - 600 + random.int(1, 2)) % 399);
      const person = { ...drawPerson(random), birth: first.birth, sequence };
      return look(plot, clerk, began + n * random.int(1, 6) * 60_000, { person });
    });
  },

  'never-decided'(plot, size) {
    const clerk = drawClerk(plot);
    const stretch = stretchOf(plot, 4);
    return some(size, () => look(plot, clerk, anyTime({ ...plot, open: stretch }), { story: 'withdrawn' }));
  },

  'ways-round'(plot, size) {
    const clerk = drawClerk(plot);
    const stretch = stretchOf(plot, 11);
    const kind = () => (chance(plot.random, 0.5) ? 'break-glass' : 'claimed-outage');
    return some(size, () => hitch(plot, kind(), clerk, anyTime({ ...plot, open: stretch })));
  },

  'beyond-round'(plot, size) {
    const { random } = plot;
    const member = random.pick(plot.honest.filter(({ round, step }) => round !== null && step !== 'cadre-appointment'));
    const { clerk, round, step, decidedAt, at } = member;
    return some(size, () => ({
      ...look(plot, clerk, at + random.int(0, 9_000), { story: 'made-up' }),
      ...{ round, step, decidedAt: chance(random, 0.6) ? decidedAt : null },
    }));
  },
};

const some = (size: number, one: (n: number) => Look): Look[] => Array.from({ length: size }, (_, n) => one(n));

const drawClerk = ({ random, staff }: Plot): Clerk => random.pick(staff.clerks);

const relative = ({ random }: Plot, clerk: Clerk): Person => drawPerson(random, clerk.person.surname);

const anyTime = ({ random, open }: Plot): number => instantOf(random.pick(open), officeMinutes(random));

/** So many days of work, one after the other. */
function stretchOf({ random, open }: Plot, length: number): Plot['open'] {
  const first = random.int(0, open.length - length);
  return open.slice(first, first + length);
}

function lonelyTime({ random, days, open, calendars }: Plot): number {
  const draw = random.next();
  const off = days.slice(20).filter((day) => !isOpen(day, calendars));
  if (draw < 0.45) return instantOf(random.pick(open), nightMinutes(random));
  return draw < 0.75
    ? instantOf(random.pick(open), eveningMinutes(random))
    : instantOf(random.pick(off), officeMinutes(random));
}

/** `made-up`: a case of no list. `withdrawn`: opened for this and never decided. `covered`: a real case, decided in time. */
type Story = 'made-up' | 'withdrawn' | 'covered';

function drawStory(random: Random): Story {
  const draw = random.next();
  return draw < 0.6 ? 'made-up' : draw < 0.95 ? 'withdrawn' : 'covered';
}

function look(
  { random, newCase }: Plot,
  clerk: Clerk,
  at: number,
  { person = drawPerson(random), story = drawStory(random) }: { person?: Person; story?: Story } = {},
): Look {
  return {
    kind: 'look-up',
    ...{ at, clerk, person, step: random.pick(clerk.office.steps), caseKey: newCase() },
    hostCase: story === 'made-up' ? 'missing' : 'there',
    decidedAt: endOf(random, story, at),
    round: null,
    planted: null,
  };
}

/** For form's sake within the hour, in one of six made-up cases. */
function endOf(random: Random, story: Story, at: number): number | null {
  if (story === 'covered') return at + longTail(random, 1.2, 1.1) * DAY_MS;
  return story === 'made-up' && chance(random, 1 / 6) ? at + random.int(2, 60) * 60_000 : null;
}
