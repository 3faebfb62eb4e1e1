const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/** Doubled each time, half of it drawn by lot: after a restart not every desk comes back in the same second. */
export const pauseAfter = (failures: number, draw: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) * (0.5 + draw / 2);
