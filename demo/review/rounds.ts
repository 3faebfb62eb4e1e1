/** Honest rounds: a list at once, the same list again before the notice, and a promotion round about colleagues. */
import type { Random } from '../people/random.ts';
import { chance } from './draws.ts';
import { PLAIN, type Town } from './honest.ts';
import { DAY_MS, instantOf, isOpen } from './hours.ts';
import { drawPerson } from './people.ts';
import type { Clerk, Look, Person } from './types.ts';

interface Round {
  readonly clerk: Clerk;
  readonly step: string;
  readonly title: string;
  readonly persons: readonly Person[];
}

export function honestRounds(town: Town): Look[] {
  const { random, staff } = town;
  const plans: Round[] = staff.clerks
    .filter(({ office }, at, all) => office.round !== null && all.findIndex((one) => one.office === office) === at)
    .flatMap(({ office }) =>
      Array.from({ length: random.int(1, 2) }, (_, n): Round => {
        const clerk = random.pick(staff.clerks.filter((one) => one.office === office));
        const { step, title } = office.round ?? { step: '', title: '' };
        const persons = Array.from({ length: random.int(30, 130) }, () => drawPerson(random));
        return { clerk, step, title: `${title}第${n + 1}轮`, persons };
      }),
    );
  return [...plans, promotion(town)].flatMap((round) => looksOf(town, round));
}

function promotion({ random, staff }: Town): Round {
  const clerk = random.pick(staff.clerks);
  const colleagues = staff.roster.filter(({ organisation }) => organisation === clerk.office.organisation);
  const persons = Array.from({ length: random.int(8, 20) }, () => random.pick(colleagues).person);
  return { clerk, step: 'cadre-appointment', title: '干部选拔任用', persons: [...new Set(persons)] };
}

/** Twice, some ten days apart; a few have withdrawn by then. The office decides on all of them together. */
function looksOf(town: Town, { clerk, step, title, persons }: Round): Look[] {
  const { random, days, calendars, newCase } = town;
  const first = random.pick(days.slice(0, -16).filter((day) => isOpen(day, calendars)));
  const started = instantOf(first, random.int(530, 1040));
  const decidedAt = started + random.int(14, 18) * DAY_MS;
  const members = persons.map((person, n): Look => {
    // A late entry stands in the host's list under another number in the end.
    const hostCase = chance(random, 0.008) ? 'missing' : 'there';
    const at = started + n * pauseOf(random);
    return {
      kind: 'look-up',
      at,
      clerk,
      person,
      step,
      caseKey: newCase(),
      ...PLAIN,
      hostCase,
      decidedAt,
      round: title,
    };
  });
  const again = days.filter((day) => day > first && isOpen(day, calendars))[random.int(5, 7)] as typeof first;
  const later = instantOf(again, 0) - instantOf(first, 0) + random.int(-60, 60) * 60_000;
  const stayed = members.filter(() => chance(random, 0.97));
  return [...members, ...stayed.map((member) => ({ ...member, at: member.at + later }))];
}

const pauseOf = (random: Random): number => random.int(150, 400);
