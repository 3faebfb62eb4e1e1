import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mod11Comma10,
  mod11Minus2,
  mrzCheck,
  organisationCheck,
  USCC_ALPHABET,
  usccCheck,
} from '../../../core/subject/check-digits.ts';

describe('worked examples', () => {
  it.each([
    [mrzCheck, 'L898902C3', '6'],
    [mrzCheck, '740812', '2'],
    [mrzCheck, '120415', '9'],
    [mrzCheck, 'ZE184226B<<<<<', '1'],
    [organisationCheck, '14291656', '7'],
    [organisationCheck, 'M000100Y', '4'],
    [organisationCheck, 'D2143569', 'X'],
    [mod11Comma10, '11010800000001', '6'],
    [mod11Minus2, '11010519491231002', 'X'],
    [usccCheck, '91350100M000100Y4', '3'],
  ] as const)('%o %s', (check, body, expected) => {
    expect(check(body)).toBe(expected);
  });
});

const text = (alphabet: string, length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((characters) => characters.join(''));

/** Every number that differs from `whole` in one place by one character of its alphabet. */
function* singleErrors(whole: string, alphabet: string, lastAlphabet: string): Generator<string> {
  for (let i = 0; i < whole.length; i++)
    for (const c of i === whole.length - 1 ? lastAlphabet : alphabet)
      if (c !== whole[i]) yield whole.slice(0, i) + c + whole.slice(i + 1);
}

function* swaps(whole: string): Generator<string> {
  for (let i = 0; i + 1 < whole.length; i++)
    if (whole[i] !== whole[i + 1]) yield whole.slice(0, i) + whole.charAt(i + 1) + whole.charAt(i) + whole.slice(i + 2);
}

const SYSTEMS = [
  { name: 'MOD 11-2', check: mod11Minus2, alphabet: '0123456789', last: '0123456789X', length: 17 },
  { name: 'mod 31', check: usccCheck, alphabet: USCC_ALPHABET, last: USCC_ALPHABET, length: 17 },
  { name: 'MOD 11,10', check: mod11Comma10, alphabet: '0123456789', last: '0123456789', length: 14 },
];
const passes = (check: (body: string) => string, whole: string) => check(whole.slice(0, -1)) === whole.slice(-1);

it.each(SYSTEMS)('$name catches every single wrong character', ({ check, alphabet, last, length }) => {
  fc.assert(
    fc.property(text(alphabet, length), (body) => {
      const wrong = [...singleErrors(body + check(body), alphabet, last)];
      return wrong.every((number) => !passes(check, number));
    }),
  );
});

// MOD 11,10 promises less: a few swaps pass.
it.each(SYSTEMS.slice(0, 2))('$name catches every swap of two neighbours', ({ check, alphabet, length }) => {
  // An X that moves to the left is caught by the alphabet, before any arithmetic.
  const possible = (number: string) => [...number.slice(0, -1)].every((c) => alphabet.includes(c));
  fc.assert(
    fc.property(text(alphabet, length), (body) =>
      [...swaps(body + check(body))].filter(possible).every((number) => !passes(check, number)),
    ),
  );
});
