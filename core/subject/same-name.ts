import { sameLatinName } from './latin-name.ts';
import { isDescribed, isHidden, isUnreadable, nameCharacters } from './name-characters.ts';
import { NAME_LIMIT, type NameFlag, normaliseName } from './normalise-name.ts';
import { areVariants } from './variants.ts';

/** `possible`: a person compares the documents. It is neither a match nor a mismatch. */
export type NameMatch = 'same' | 'possible' | 'different';

/** Two names that show such a character are never `same`: not even equal code points prove equal characters. */
const NEEDS_PERSON: readonly NameFlag[] = ['empty', 'private-use', 'described', 'unreadable', 'masked'];

/**
 * Whether two names, as written, name the same person. Symmetric; a name is never `different` from itself.
 *
 * - Latin names are the same in either order (John Smith, SMITH JOHN), and possibly the same with or without a middle name.
 * - Variants of one character (龑 and 䶮, 張 and 张) are possible, never the same.
 * - A private-use, described or lost character may be any character, so it makes nothing different by itself; a name
 *   that consists of nothing but lost or masked ones says nothing and matches nothing else.
 */
export function sameName(a: string, b: string): NameMatch {
  const one = normaliseName(a);
  const other = normaliseName(b);
  const certain = ![...one.flags, ...other.flags].some((flag) => NEEDS_PERSON.includes(flag));
  if (one.compared === other.compared) return certain ? 'same' : 'possible';
  const left = nameCharacters(one.compared);
  const right = nameCharacters(other.compared);
  if (left.length > NAME_LIMIT || right.length > NAME_LIMIT || saysNothing(left) || saysNothing(right))
    return 'different';
  const latin = sameLatinName(one.compared, other.compared);
  if (latin !== 'different') return latin;
  return alike(left, right) || alike(left.filter(isNotDot), right.filter(isNotDot)) ? 'possible' : 'different';
}

const isNotDot = (character: string): boolean => character !== '·';
const isLost = (character: string): boolean => isDescribed(character) || isUnreadable(character);
const saysNothing = (characters: readonly string[]): boolean =>
  characters.every((c) => isHidden(c) || (isUnreadable(c) && !/^\p{Co}/u.test(c)));

/**
 * Whether both names can be read as one. Walks all pairs of places that can be reached together, n·m steps. A lost
 * character stands for one, for none (dropped on the way) or for two (王莹 typed for the one they make up).
 */
function alike(a: readonly string[], b: readonly string[]): boolean {
  const width = b.length + 1;
  const reached = new Set([0]);
  const reach = (i: number, j: number) => i <= a.length && j <= b.length && reached.add(i * width + j);
  // Every step leads forward, and a Set is walked in the order of insertion, so new places are visited too.
  for (const place of reached) {
    const i = Math.floor(place / width);
    const j = place % width;
    const x = a[i];
    const y = b[j];
    if (
      x !== undefined &&
      y !== undefined &&
      (x === y || isHidden(x) || isHidden(y) || isLost(x) || isLost(y) || areVariants(x, y))
    )
      reach(i + 1, j + 1);
    if (x !== undefined && isLost(x)) {
      reach(i + 1, j);
      reach(i + 1, j + 2);
    }
    if (y !== undefined && isLost(y)) {
      reach(i, j + 1);
      reach(i + 2, j + 1);
    }
  }
  return reached.has(a.length * width + b.length);
}
