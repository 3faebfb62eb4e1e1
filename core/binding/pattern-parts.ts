/**
 * A pattern taken apart, so far as browsers' regular expressions and RE2 read it alike. What only one of them knows, or
 * what the two read differently, is named instead: a rule of the browser and the page script must mean the same address.
 */

/** Which ASCII characters, one bit each: addresses are percent-encoded, so there are no others. */
export type Chars = bigint;

export type Part =
  | { readonly kind: 'chars'; readonly chars: Chars }
  /** `^`, `$`, `\b`: no character of its own. */
  | { readonly kind: 'edge' }
  | { readonly kind: 'group'; readonly captures: boolean; readonly ways: Ways }
  | { readonly kind: 'repeat'; readonly of: Part; readonly min: number; readonly max: number };
/** Alternatives, each a row of parts. */
export type Ways = readonly (readonly Part[])[];

/** @param what the piece of the pattern that the two read differently */
export type PartsOf =
  | { readonly ok: true; readonly ways: Ways }
  | { readonly ok: false; readonly why: 'not-re2'; readonly what: string };

class NotShared extends Error {}

/** Expects a pattern that compiles and is ASCII. */
export function partsOf(pattern: string): PartsOf {
  const reader = { pattern, at: 0 };
  try {
    return { ok: true, ways: readWays(reader) };
  } catch (error) {
    if (error instanceof NotShared) return { ok: false, why: 'not-re2', what: error.message };
    throw error;
  }
}

interface Reader {
  readonly pattern: string;
  at: number;
}

function readWays(reader: Reader): Ways {
  const ways: Part[][] = [[]];
  for (;;) {
    const character = reader.pattern[reader.at];
    if (character === undefined || character === ')') return ways;
    if (character === '|') {
      reader.at++;
      ways.push([]);
    } else (ways.at(-1) as Part[]).push(readRepeated(reader));
  }
}

/** RE2 takes no more than a thousand repetitions. */
const MOST = 1000;

function readRepeated(reader: Reader): Part {
  const of = readOne(reader);
  const [written, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.pattern.slice(reader.at)) ?? [];
  if (written === undefined) return of;
  reader.at += written.length;
  if (written[0] === '*') return { kind: 'repeat', of, min: 0, max: Number.POSITIVE_INFINITY };
  if (written[0] === '+') return { kind: 'repeat', of, min: 1, max: Number.POSITIVE_INFINITY };
  if (written[0] === '?') return { kind: 'repeat', of, min: 0, max: 1 };
  const min = Number(least);
  const max = comma === '' ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most);
  if (min > MOST || (max !== Number.POSITIVE_INFINITY && max > MOST)) throw new NotShared(written);
  return { kind: 'repeat', of, min, max };
}

function readOne(reader: Reader): Part {
  const character = reader.pattern[reader.at++] as string;
  if (character === '(') return readGroup(reader);
  if (character === '[') return { kind: 'chars', chars: readClass(reader) };
  if (character === '\\') return readEscape(reader);
  if (character === '^' || character === '$') return { kind: 'edge' };
  return { kind: 'chars', chars: character === '.' ? ANY : charsOf(character) };
}

function readGroup(reader: Reader): Part {
  // Lookaround, names and flags: RE2 has no lookaround, and of the rest older browsers and RE2 know different parts.
  const [special] = /^\?(?!:)(?:<[=!]?|[^:)]?)/.exec(reader.pattern.slice(reader.at)) ?? [];
  if (special !== undefined) throw new NotShared(`(${special}`);
  const captures = reader.pattern[reader.at] !== '?';
  if (!captures) reader.at += 2;
  const ways = readWays(reader);
  reader.at++;
  return { kind: 'group', captures, ways };
}

const span = (from: string, to: string): Chars => {
  let chars = 0n;
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) chars |= 1n << BigInt(code);
  return chars;
};
const charsOf = (text: string): Chars => [...text].reduce((all, one) => all | span(one, one), 0n);
const ANY = span('\0', '\x7f');
const DIGITS = span('0', '9');
const WORD = DIGITS | span('a', 'z') | span('A', 'Z') | charsOf('_');
const SPACE = charsOf(' \t\n\r\f\v');
const CLASSES: Readonly<Record<string, Chars>> = {
  ...{ d: DIGITS, D: ANY & ~DIGITS, w: WORD, W: ANY & ~WORD, s: SPACE, S: ANY & ~SPACE },
  ...{ f: charsOf('\f'), n: charsOf('\n'), r: charsOf('\r'), t: charsOf('\t'), v: charsOf('\v') },
};

function readEscape(reader: Reader): Part {
  const character = reader.pattern[reader.at];
  if (character === 'b' || character === 'B') {
    reader.at++;
    return { kind: 'edge' };
  }
  return { kind: 'chars', chars: readEscaped(reader) };
}

/** `\1` is a backreference, `\u0041` and `\q` are read differently; punctuation stands for itself. */
function readEscaped(reader: Reader): Chars {
  const [character = ''] = reader.pattern.slice(reader.at, reader.at + 1);
  reader.at++;
  const known = CLASSES[character];
  if (known !== undefined) return known;
  if (character === 'x') {
    const [hex] = /^[0-9A-Fa-f]{2}/.exec(reader.pattern.slice(reader.at)) ?? [];
    if (hex === undefined) throw new NotShared('\\x');
    reader.at += 2;
    // Above 0x7F no address has a character.
    return Number.parseInt(hex, 16) < 128 ? charsOf(String.fromCharCode(Number.parseInt(hex, 16))) : 0n;
  }
  if (/[0-9A-Za-z]/.test(character)) throw new NotShared(`\\${character}`);
  return charsOf(character);
}

function readClass(reader: Reader): Chars {
  const { pattern } = reader;
  const inverted = pattern[reader.at] === '^';
  if (inverted) reader.at++;
  // RE2 reads the first ] as a member, and [:alpha:] as a class of its own.
  if (pattern[reader.at] === ']') throw new NotShared(inverted ? '[^]' : '[]');
  let chars = 0n;
  while (pattern[reader.at] !== ']') {
    if (pattern.startsWith('[:', reader.at)) throw new NotShared('[:');
    const from = pattern[reader.at] as string;
    const first = readMember(reader);
    if (pattern[reader.at] === '-' && pattern[reader.at + 1] !== ']') {
      reader.at++;
      const last = readMember(reader);
      if (!isOne(first) || !isOne(last)) throw new NotShared(`[${from}-`);
      chars |= (last << 1n) - first;
    } else chars |= first;
  }
  reader.at++;
  return inverted ? ANY & ~chars : chars;
}

function readMember(reader: Reader): Chars {
  const character = reader.pattern[reader.at++] as string;
  return character === '\\' ? readEscaped(reader) : charsOf(character);
}

const isOne = (chars: Chars): boolean => chars !== 0n && (chars & (chars - 1n)) === 0n;
