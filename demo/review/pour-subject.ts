import { residentId } from '../people/numbers.ts';
import type { Person } from './types.ts';

export interface PouredSubject {
  readonly kind: 'resident-id';
  readonly number: string;
  readonly name: string;
}

const made = new Map<string, string>();

/** The check character is looked for once a person: it costs more than the rest of the row. */
export function subjectOf({ birth, sequence, surname, given }: Person): PouredSubject {
  const name = `${birth}/${sequence}`;
  const number = made.get(name) ?? residentId(birth, sequence);
  made.set(name, number);
  return { kind: 'resident-id', number, name: surname + given };
}
