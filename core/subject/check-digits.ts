/**
 * Check characters. Each function takes the characters before the check character, all of the right alphabet, and gives
 * the one that must follow.
 */

const sum = (body: string, value: (character: string, index: number) => number): number =>
  Array.from(body).reduce((total, character, index) => total + value(character, index), 0);

/** 2^(18−i) mod 11 for the places 1 to 17. */
const WEIGHTS_MOD_11_2 = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** ISO 7064 MOD 11-2 over 17 digits, as GB 11643-1999 has it. */
export const mod11Minus2 = (body: string): string =>
  '10X98765432'.charAt(sum(body, (digit, i) => Number(digit) * (WEIGHTS_MOD_11_2[i] ?? 0)) % 11);

/** GB 32100-2015: I, O, S, V and Z are left out because they look like digits or like one another. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 3^(i−1) mod 31 for the places 1 to 17. */
const WEIGHTS_USCC = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** GB 32100-2015 over 17 characters. A sum of 0 gives '0', not a 32nd character. */
export const usccCheck = (body: string): string =>
  USCC_ALPHABET.charAt((31 - (sum(body, (c, i) => USCC_ALPHABET.indexOf(c) * (WEIGHTS_USCC[i] ?? 0)) % 31)) % 31);

const WEIGHTS_ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2];

/** A=10 … Z=35. */
const base36 = (character: string): number => Number.parseInt(character, 36);

/** GB 11714-1997 over 8 characters: the organisation code, also the places 9 to 17 of a USCC. */
export const organisationCheck = (body: string): string =>
  '0X987654321'.charAt(sum(body, (c, i) => base36(c) * (WEIGHTS_ORGANISATION[i] ?? 0)) % 11);

/** ISO 7064 MOD 11,10 over 14 digits: 工商注册号, GS 15-2006. */
export function mod11Comma10(body: string): string {
  let carry = 10;
  for (const digit of body) carry = (((carry + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - carry) % 10);
}

/**
 * ICAO Doc 9303-3 §4.9, weights 7, 3, 1, over a field of a passport's machine-readable zone.
 *
 * @example mrzCheck('L898902C3') // '6'
 */
export const mrzCheck = (field: string): string =>
  String(sum(field, (c, i) => (c === '<' ? 0 : base36(c)) * ([7, 3, 1][i % 3] ?? 0)) % 10);
