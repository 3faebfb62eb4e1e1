/** The corpus as rules see it, without a database: what the gateway would know of each look-up. */
import { type Act, whenOf } from '@duecheck/core/review';
import { caseDecisions, caseName } from './case-decisions.ts';
import type { Corpus } from './corpus.ts';
import { nameOfPerson } from './people.ts';
import type { Clerk, Look } from './types.ts';

/** Entries are named by their place in the corpus. */
export function actsByClerk({ staff, listed, looks }: Corpus): Map<Clerk, Act[]> {
  const known: Known = {
    colleagues: new Set(staff.roster.map(({ organisation, person }) => `${organisation}/${nameOfPerson(person)}`)),
    listed: new Set(listed.map(nameOfPerson)),
    decisions: caseDecisions(looks),
    looks,
  };
  const acts = new Map<Clerk, Act[]>();
  for (const [n, look] of looks.entries()) {
    const own = acts.get(look.clerk) ?? [];
    acts.set(look.clerk, own);
    own.push(actOf(look, n, known));
  }
  return acts;
}

interface Known {
  readonly colleagues: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
  readonly decisions: ReadonlyMap<string, number>;
  readonly looks: Corpus['looks'];
}

function actOf(look: Look, n: number, known: Known): Act {
  const { kind, clerk, person, hostCase, round } = look;
  const name = nameOfPerson(person);
  const when = whenOf(Math.round(look.at));
  return {
    ...{ entry: String(n), kind, hostCase, round },
    decidedAt: known.decisions.get(caseName(look)) ?? null,
    ...when,
    subject: name,
    case: caseName(look),
    made: 'by-hand',
    alone: kind !== 'look-up' && isAlone(look, n, known.looks),
    colleague: known.colleagues.has(`${clerk.office.organisation}/${name}`),
    sameSurname: person.surname === clerk.person.surname,
    listed: known.listed.has(name),
    neighbourhood: `${clerk.sub}/${when.day}/${person.birth}`,
  };
}

const HOUR_MS = 3_600_000;

/** From its own place outwards, as far as an hour reaches. */
function isAlone({ at, kind, clerk }: Look, n: number, looks: readonly Look[]): boolean {
  const another = (one: Look) => one.kind === kind && one.clerk !== clerk && one.clerk.office === clerk.office;
  for (let i = n - 1; i >= 0 && (looks[i] as Look).at >= at - HOUR_MS; i--) if (another(looks[i] as Look)) return false;
  for (let i = n + 1; i < looks.length && (looks[i] as Look).at <= at + HOUR_MS; i++)
    if (another(looks[i] as Look)) return false;
  return true;
}
