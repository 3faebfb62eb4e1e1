import { personName } from './names.ts';
import { birthIn1890s, residentId } from './numbers.ts';
import { createRandom } from './random.ts';
import type { RegistryEntry } from './types.ts';

/** One row of a round, and what is wrong with it where something is. */
export interface ListedPerson {
  readonly name: string;
  readonly number: string;
  readonly case: string;
  readonly slip: 'none' | 'name' | 'number' | 'no-case';
}

/** Of every round: typing errors as offices make them, few enough that nobody takes them for guessing. */
const SLIPS = { name: 5, number: 3, 'no-case': 2 } as const;

/**
 * A round of `count` candidates: everybody of the registry who has a resident's number, and people whom no register knows.
 * The same for the same registry, so that two runs of it can be compared.
 */
export function roundList(registry: readonly RegistryEntry[], count: number): ListedPerson[] {
  const random = createRandom('round');
  const known = registry.filter(({ kind }) => kind === 'resident-id').slice(0, count);
  const taken = new Set(known.map(({ number }) => number));
  const others: { name: string; number: string }[] = [];
  for (let n = 1; known.length + others.length < count; n++) {
    const number = residentId(birthIn1890s(random), 1 + (n % 999));
    if (taken.has(number)) continue;
    taken.add(number);
    others.push({ name: personName(random), number });
  }
  const slips = Object.entries(SLIPS).flatMap(([slip, times]) => Array<keyof typeof SLIPS>(times).fill(slip as never));
  const people = [...known, ...others].map(({ name, number }, at): ListedPerson => {
    // Every twentieth of the known ones, until each slip is made: only they have a name to differ from.
    const slip = at % 20 === 7 ? (slips.shift() ?? 'none') : 'none';
    return {
      name: slip === 'name' ? `${name}子` : name,
      number: slip === 'number' ? `${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}` : number,
      case: slip === 'no-case' ? '' : `KS-2026-${String(at + 1).padStart(5, '0')}`,
      slip,
    };
  });
  return people;
}

/** As the office would export it. */
export const roundCsv = (people: readonly ListedPerson[]): string =>
  ['姓名,证件号码,案号', ...people.map((one) => `${one.name},${one.number},${one.case}`), ''].join('\r\n');
