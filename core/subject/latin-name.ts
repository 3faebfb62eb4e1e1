/**
 * Latin names vary by order, accents, hyphens, spacing and middle names; documents disagree about all of them.
 * Takes two names as `normaliseName` compares them. Names without a Latin letter are `different` here.
 */
export function sameLatinName(a: string, b: string): 'same' | 'possible' | 'different' {
  if (!isLatin(a) || !isLatin(b)) return 'different';
  const left = a.split(/[ ,]+/).filter(Boolean);
  const right = b.split(/[ ,]+/).filter(Boolean);
  if (isRotation(left, right)) return 'same';
  const plainLeft = plainWords(a);
  const plainRight = plainWords(b);
  const [few, many] = plainLeft.length <= plainRight.length ? [plainLeft, plainRight] : [plainRight, plainLeft];
  return isRotation(plainLeft, plainRight) ||
    sameLetters(plainLeft, plainRight) ||
    (few.length > 1 && isWithin(few, many))
    ? 'possible'
    : 'different';
}

const isLatin = (name: string): boolean =>
  /\p{Script=Latin}/u.test(name) && /^[\p{Script=Latin}\p{M} ,.'’-]+$/u.test(name);

/** Without accents; hyphens, points and apostrophes end a word. */
const plainWords = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[ ,.'’-]+/)
    .filter(Boolean);

/** Surname first or last, whatever number of words it has. */
const isRotation = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length &&
  a.some((_, turn) => [...a.slice(turn), ...a.slice(0, turn)].every((word, i) => word === b[i]));

/** ZHANG SANFENG, ZHANG SAN FENG, O'BRIEN and OBRIEN. */
const sameLetters = (a: readonly string[], b: readonly string[]): boolean => a.join('') === b.join('');

/** Every word of the shorter name is in the longer one, or is the initial of a word there. */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  const left = [...many];
  // Whole words first, so that an initial does not take the word that another one needs.
  return [...few]
    .sort((a, b) => b.length - a.length)
    .every((word) => {
      const at = left.findIndex(
        (other) =>
          other === word ||
          (word.length === 1 && other.startsWith(word)) ||
          (other.length === 1 && word.startsWith(other)),
      );
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
}
