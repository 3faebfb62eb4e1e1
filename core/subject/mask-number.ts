import { cleanNumber } from './clean-number.ts';

/** What pages hide characters with. */
const MASK = /[*＊×✕✱∗⁎●•·∙○█■▇]/g;
/** Digits hidden by X; four at least, since one or two may be a number's own. */
const MASK_BY_X = /^(\d+)(X{4,})(\d*X?)$/;

const withStars = (clean: string): string =>
  clean
    .replace(MASK, '*')
    .replace(MASK_BY_X, (_, head: string, hidden: string, tail: string) => head + '*'.repeat(hidden.length) + tail);

export const isMasked = (clean: string): boolean => withStars(clean).includes('*');

/**
 * First 3 and last 2 characters, the rest `*` (IDS §0.5). A number shorter than 15 shows a third of itself at most, so
 * that a permit of 8 digits cannot be guessed from its mask.
 *
 * @example maskNumber('33089918900101007X') // '330*************7X'
 */
export function maskNumber(number: string): string {
  const characters = Array.from(number);
  const shown = Math.min(5, Math.floor(characters.length / 3));
  const tail = characters.length - Math.floor(shown / 2);
  return characters.map((c, i) => (i < Math.ceil(shown / 2) || i >= tail ? c : '*')).join('');
}

/**
 * Whether a masked number can be this one: place by place where both are equally long; otherwise by what stands before
 * and after the stars, since pages do not count them. A mask that shows nothing matches nothing.
 *
 * @example matchesMask('3308**********0010', '330899189001010010') // true
 */
export function matchesMask(masked: string, number: string): boolean {
  const pattern = Array.from(withStars(cleanNumber(masked)));
  const full = Array.from(cleanNumber(number));
  if (pattern.every((c) => c === '*')) return false;
  if (pattern.length === full.length) return pattern.every((c, i) => c === '*' || c === full[i]);
  const first = pattern.indexOf('*');
  const last = pattern.lastIndexOf('*');
  if (first < 0 || pattern.slice(first, last).some((c) => c !== '*')) return false;
  const tail = pattern.slice(last + 1);
  return (
    first + tail.length < full.length &&
    pattern.slice(0, first).every((c, i) => c === full[i]) &&
    tail.every((c, i) => c === full[full.length - tail.length + i])
  );
}
