/** Addresses that a pattern stands for, to see whether another one fits them too. */
import { type Chars, type Part, partsOf, type Ways } from './pattern-parts.ts';

/** Enough for every choice that such patterns make; a hostile one multiplies them. */
const MOST = 32;

/** Expects a pattern without faults. Some of its addresses, not all: what a sample misses stays unseen. */
export function samplesOf(pattern: string): readonly string[] {
  const parts = partsOf(pattern);
  return parts.ok ? ofWays(parts.ways) : [];
}

const ofWays = (ways: Ways): string[] => ways.flatMap(ofWay).slice(0, MOST);

function ofWay(way: readonly Part[]): string[] {
  return way.reduce<string[]>(
    (starts, part) => {
      const ends = ofPart(part);
      return starts.flatMap((start) => ends.map((end) => start + end)).slice(0, MOST);
    },
    [''],
  );
}

function ofPart(part: Part): string[] {
  if (part.kind === 'edge') return [''];
  if (part.kind === 'chars') return [oneOf(part.chars)];
  if (part.kind === 'group') return ofWays(part.ways);
  const once = ofPart(part.of).map((text) => text.repeat(Math.max(1, part.min)));
  return part.min === 0 ? ['', ...once].slice(0, MOST) : once;
}

/** A digit where one fits, since case keys are numbers mostly. */
const LIKELY = '1aA-_/0';

function oneOf(chars: Chars): string {
  const likely = [...LIKELY].find((character) => (chars >> BigInt(character.charCodeAt(0))) & 1n);
  if (likely !== undefined) return likely;
  for (let code = 33; code < 127; code++) if ((chars >> BigInt(code)) & 1n) return String.fromCharCode(code);
  return '';
}
