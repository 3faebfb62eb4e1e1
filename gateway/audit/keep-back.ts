/** Small numbers are kept back, and with them what they could be recomputed from. */

/** Under it a number may be about somebody. */
const FEWEST = 5;

export const unlessSmall = (n: number): number | null => (n < FEWEST ? null : n);

/**
 * One line of numbers whose sum is published too. What is under five is kept back, and then the next larger ones, equal ones
 * together, until those kept back differ and make five: exchanged among their places they are told in the same way, so whoever knows
 * the rule and the sum still has two values for each. Where all are kept back and equal, the sum would tell them and is kept back too.
 */
export function keepBack(line: readonly number[]): {
  readonly total: number | null;
  readonly parts: readonly (number | null)[];
} {
  const total = line.reduce((sum, n) => sum + n, 0);
  const under = line.some((n) => n < FEWEST) ? limitOf(line) : 0;
  const alike = under > 0 && line.every((n) => n === line[0]);
  return { total: alike ? null : unlessSmall(total), parts: line.map((n) => (n < under ? null : n)) };
}

/** What is under it is kept back. */
function limitOf(line: readonly number[]): number {
  for (const limit of [FEWEST, ...[...new Set(line)].sort((a, b) => a - b).filter((n) => n > FEWEST)]) {
    const kept = line.filter((n) => n < limit);
    if (new Set(kept).size > 1 && kept.reduce((sum, n) => sum + n, 0) >= FEWEST) return limit;
  }
  return Number.POSITIVE_INFINITY;
}
