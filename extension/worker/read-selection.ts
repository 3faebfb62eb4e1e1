/** The one identity number in a text that the clerk selected. What is masked, wrong or not alone is said, and never looked up. */
import { type IdentityKind, type ProblemError, parseIdentity } from '@duecheck/core/subject';

/** A paragraph that somebody swept over says of nobody in particular whom it means. */
const LONGEST = 300;
const CANDIDATE = /[0-9A-Za-z*＊●•×]{7,}/g;

export type Selection =
  | { readonly kind: IdentityKind; readonly number: string }
  | { readonly problem: ProblemError | 'none' | 'several' };

/** @example readSelection('证件号码：330899189001010010') // { kind: 'resident-id', number: '330899189001010010' } */
export function readSelection(text: string): Selection {
  if (text.trim() === '' || text.length > LONGEST) return { problem: 'none' };
  const whole = read(text);
  if ('number' in whole) return whole;
  const found = (text.normalize('NFKC').match(CANDIDATE) ?? []).map(read);
  const numbers = new Map(found.flatMap((one) => ('number' in one ? [[one.number, one]] : [])));
  const [only, another] = [...numbers.values()];
  if (another !== undefined) return { problem: 'several' };
  if (only !== undefined) return only;
  const masked = found.find((one) => 'problem' in one && one.problem === 'masked');
  return masked ?? (found.length === 1 ? (found[0] as Selection) : { problem: 'none' });
}

function read(text: string): Selection {
  const identity = parseIdentity(text);
  if (identity.status !== 'invalid') return { kind: identity.kind, number: identity.canonical };
  const problem = identity.problems.find(({ severity }) => severity === 'error')?.code;
  // A word is no number that somebody got wrong.
  return { problem: problem === undefined || problem === 'unrecognised' ? 'none' : (problem as ProblemError) };
}
