/** Draws that work lives by: bell curves of times, long tails of delays, one of several by weight. */
import type { Random } from '../people/random.ts';

/** Normally distributed (Box and Muller). */
export function bell(random: Random, mean: number, spread: number): number {
  const u = Math.max(random.next(), 1e-12);
  return mean + spread * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.next());
}

/** Log-normally distributed: mostly about the median, now and then many times as much. */
export const longTail = (random: Random, median: number, spread: number): number =>
  median * Math.exp(bell(random, 0, spread));

export const chance = (random: Random, share: number): boolean => random.next() < share;

/** @param weights none negative, not all zero */
export function byWeight<T>(from: readonly T[], weights: readonly number[]): (random: Random) => T {
  const sums: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    sums.push(sum);
  }
  return (random) => {
    const drawn = random.next() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > drawn) high = middle;
      else low = middle + 1;
    }
    return from[low] as T;
  };
}
