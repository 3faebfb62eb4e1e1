import { addDays, type CivilDate } from '@duecheck/core/time';
import { bodyName, latinName, personName } from './names.ts';
import { birthIn1890s, foreignNumber, residentId, uscc } from './numbers.ts';
import type { Random } from './random.ts';
import type { RegistryEntry } from './types.ts';

type Make = (random: Random, n: number, today: CivilDate) => RegistryEntry;

const body =
  (head: string, type: RegistryEntry['type'], name: (random: Random, n: number) => string): Make =>
  (random, n, today) => ({
    kind: 'uscc',
    number: uscc(head, n),
    name: name(random, n),
    type,
    // One in five is younger than the three years of a clean run.
    establishedOn: addDays(today, -(n % 5 === 0 ? random.int(60, 1000) : random.int(1200, 9000))),
  });

const person =
  (kind: keyof typeof foreignNumber, name: (random: Random) => string = personName): Make =>
  (random, n) => ({ kind, number: foreignNumber[kind](n), name: name(random), type: 'individual' });

const resident =
  (type: 'individual' | 'civil-servant'): Make =>
  (random, n) => ({
    kind: 'resident-id',
    // The sequence is the running number's, so that two born on one day differ.
    number: residentId(birthIn1890s(random), 1 + (n % 999)),
    name: personName(random),
    type,
  });

/** Per thousand of the whole; every kind that a clerk may meet is there. */
const MIX: readonly (readonly [perThousand: number, make: Make])[] = [
  [690, resident('individual')],
  [60, resident('civil-servant')],
  [100, body('91', 'organisation', bodyName.company)],
  [60, body('92', 'individual-business', bodyName.business)],
  [20, body('11', 'government-body', bodyName.organ)],
  [10, body('12', 'organisation', bodyName.institution)],
  [10, body('51', 'organisation', bodyName.association)],
  [15, person('residence-permit')],
  [12, person('hong-kong-macao-permit')],
  [8, person('taiwan-permit')],
  [5, person('permanent-resident-id', latinName)],
  [3, person('permanent-resident-id-old', latinName)],
  [4, person('passport')],
  [3, person('foreign-passport', latinName)],
];

/** `count` people and bodies, no number twice and none of `taken`. */
export function makeSubjects(
  random: Random,
  today: CivilDate,
  count: number,
  taken: ReadonlySet<string>,
): RegistryEntry[] {
  const made = new Map<string, RegistryEntry>();
  const plan = MIX.flatMap(([perThousand, make]) =>
    Array<Make>(Math.max(1, Math.round((perThousand * count) / 1000))).fill(make),
  );
  for (let n = 1; made.size < count; n++) {
    const make = plan[(made.size * 577) % plan.length] as Make;
    const one = make(random, n, today);
    if (!taken.has(one.number)) made.set(one.number, one);
  }
  return [...made.values()];
}
