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
  if (isRotation(plainLeft, plainRight) || sameLetters(plainLeft, plainRight)) return 'possible';
  // One word is a surname at most, and surnames are shared.
  return few.length > 1 && isWithin(few, many) ? 'possible' : 'different';
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

/**
 * Every word of the shorter name is in the longer one, or meets its initial there. One whole word at least is shared:
 * initials alone would fit half the world.
 */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  const rest = [...many];
  const take = (fits: (other: string) => boolean): boolean => {
    const at = rest.findIndex(fits);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  };
  // Whole words first, so that no initial takes a word that another one needs.
  const unmet = few.filter((word) => !take((other) => other === word));
  const shared = few.some((word) => word.length > 1 && !unmet.includes(word));
  return shared && unmet.every((word) => take((other) => meetsInitial(word, other) || meetsInitial(other, word)));
}

const meetsInitial = (initial: string, word: string): boolean => initial.length === 1 && word.startsWith(initial);
