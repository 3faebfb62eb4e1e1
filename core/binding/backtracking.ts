/**
 * Patterns on which a browser's regular expressions can be kept busy. The page script and an enforcement point try them
 * on addresses that the page chooses; RE2 alone is linear.
 */
import type { Chars, Part, Ways } from './pattern-parts.ts';

const isOpen = (part: Part): part is Part & { kind: 'repeat' } =>
  part.kind === 'repeat' && part.max === Number.POSITIVE_INFINITY;

/**
 * Whether the time can double with each character: a repetition within a repetition whose rounds nothing tells apart, or
 * a repeated choice whose alternatives begin alike. `(?:[a-z]+/)*` is fine: each round ends with a `/` of its own.
 */
export const canExplode = (ways: Ways): boolean => ways.some((way) => way.some(explodes));

function explodes(part: Part): boolean {
  if (part.kind === 'group') return canExplode(part.ways);
  if (part.kind !== 'repeat') return false;
  if (part.max > MANY && !isUnambiguous(waysOf(part.of))) return true;
  return explodes(part.of);
}

/** Rounds that add up: {2} of something is no trap. */
const MANY = 10;

const waysOf = (part: Part): Ways => (part.kind === 'group' ? part.ways : [[part]]);

function isUnambiguous(ways: Ways): boolean {
  if (ways.length > 1) {
    const firsts = ways.map(firstChars);
    if (firsts.some((first, at) => firsts.slice(at + 1).some((other) => (first & other) !== 0n))) return false;
  }
  if (ways.some((way) => way.every(canBeEmpty))) return false;
  return ways.every((way) => !way.some(isEither) && (!way.some(varies) || isDelimited(way, ways)));
}

/** A choice that the text does not settle, such as `(|)`: no character around it does either. */
const isEither = (part: Part): boolean =>
  (part.kind === 'repeat' && isEither(part.of)) ||
  (part.kind === 'group' &&
    ((part.ways.length > 1 && !isUnambiguous(part.ways)) || part.ways.some((way) => way.some(isEither))));

/** The same round can be shorter or longer: `..?` splits a text in as many ways as `.+` does. */
const varies = (part: Part): boolean =>
  (part.kind === 'repeat' && (part.min !== part.max || varies(part.of))) ||
  (part.kind === 'group' && part.ways.some((way) => way.some(varies)));

/** Its first or last character stands nowhere else in a round. */
function isDelimited(way: readonly Part[], ways: Ways): boolean {
  return [way[0], way.at(-1)].some((mark) => {
    if (mark?.kind !== 'chars') return false;
    const elsewhere = ways.flat().filter((part) => part !== mark);
    return elsewhere.every((part) => (allChars(part) & mark.chars) === 0n);
  });
}

/**
 * Whether the time can grow with the square of the length or worse: open repetitions side by side that take the same
 * characters, or three of them that nothing keeps apart.
 */
export function canCrawl(ways: Ways): boolean {
  return ways.some((way) => {
    const flat = flatten(way);
    const open = flat.filter(isOpen);
    const taken = open.filter((part, at) => open.some((other, n) => n !== at && sharesBetween(flat, part, other)));
    return taken.length > 2 || flat.some((part, at) => isOpen(part) && crawlsInto(part, flat.slice(at + 1)));
  });
}

const flatten = (way: readonly Part[]): readonly Part[] =>
  way.flatMap((part) => (part.kind === 'group' && part.ways.length === 1 ? flatten(part.ways[0] ?? []) : [part]));

function crawlsInto(part: Part, rest: readonly Part[]): boolean {
  for (const next of rest) {
    if (isOpen(next) && (allChars(next) & allChars(part)) !== 0n) return true;
    if (!canBeEmpty(next)) return false;
  }
  return false;
}

/** Both take the same characters, and all that stands between them as well. */
function sharesBetween(flat: readonly Part[], one: Part, other: Part): boolean {
  const [from, to] = [flat.indexOf(one), flat.indexOf(other)].sort((a, b) => a - b) as [number, number];
  const between = flat.slice(from + 1, to);
  return (
    (allChars(one) & allChars(other)) !== 0n &&
    between.every((part) => (allChars(part) & allChars(one) & allChars(other)) !== 0n || canBeEmpty(part))
  );
}

export function canBeEmpty(part: Part): boolean {
  if (part.kind === 'repeat') return part.min === 0 || canBeEmpty(part.of);
  if (part.kind === 'group') return part.ways.some((way) => way.every(canBeEmpty));
  return part.kind === 'edge';
}

function allChars(part: Part): Chars {
  if (part.kind === 'chars') return part.chars;
  if (part.kind === 'repeat') return allChars(part.of);
  return part.kind === 'group' ? part.ways.flat().reduce((all, one) => all | allChars(one), 0n) : 0n;
}

function firstChars(way: readonly Part[]): Chars {
  let first = 0n;
  for (const part of way) {
    if (part.kind === 'repeat') first |= firstChars([part.of]);
    else if (part.kind === 'group') first |= part.ways.reduce((all, one) => all | firstChars(one), 0n);
    else first |= allChars(part);
    if (!canBeEmpty(part)) break;
  }
  return first;
}
