/** Honest ways round: a case that could not wait, and an office whose line was down while everybody else was served. */
import { chance } from './draws.ts';
import { PLAIN, type Town } from './honest.ts';
import { instantOf, isOpen, officeMinutes } from './hours.ts';
import { drawPerson } from './people.ts';
import type { Clerk, Look } from './types.ts';

export function honestHitches(town: Town): Look[] {
  const { random, staff, days, calendars } = town;
  const open = days.filter((day) => isOpen(day, calendars));
  const once = (kind: Look['kind']) =>
    hitch(town, kind, random.pick(staff.clerks), instantOf(random.pick(open), officeMinutes(random)));
  const outage = () => {
    const { office } = random.pick(staff.clerks);
    const began = instantOf(random.pick(open), random.int(540, 960));
    return staff.clerks
      .filter((clerk) => clerk.office === office && chance(random, 0.6))
      .flatMap((clerk) =>
        Array.from({ length: random.int(1, 4) }, () =>
          hitch(town, 'claimed-outage', clerk, began + random.int(0, 45) * 60_000),
        ),
      );
  };
  return [
    ...Array.from({ length: 14 }, () => once('break-glass')),
    ...Array.from({ length: 8 }, () => once('claimed-outage')),
    ...outage(),
    ...outage(),
  ];
}

export function hitch({ random, newCase }: Town, kind: Look['kind'], clerk: Clerk, at: number): Look {
  const step = random.pick(clerk.office.steps);
  return { kind, at, clerk, person: drawPerson(random), step, caseKey: newCase(), ...PLAIN, decidedAt: at };
}
