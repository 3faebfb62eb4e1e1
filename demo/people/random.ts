/** Draws that are the same on every machine for one seed: the demonstration's people must not change under a test. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by FNV-1a over the text. Not for secrets. */
export function createRandom(seed: string): Random {
  const state = Uint32Array.from([0, 1, 2, 3], (salt) => fnv1a(`${salt}:${seed}`));
  const next = (): number => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const t = (a + b + d) >>> 0;
    state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + t, d + 1]);
    return t / 0x1_0000_0000;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return { next, int, pick: <T>(from: readonly T[]): T => from[int(0, from.length - 1)] as T };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
