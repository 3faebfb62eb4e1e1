/** Longer than the deadline of one attempt: while it lasts, no second worker takes the same entry. */
export const LEASE_MS = 15_000;
const CAP_MS = 15 * 60_000;

/** Further away than any pause: the device's clock was ahead when this was written, and has been set right. */
export const isDue = (notBefore: number, now: number): boolean => notBefore <= now || notBefore - now > CAP_MS;

/**
 * Milliseconds to the next attempt: doubled each time, at most a quarter of an hour, with half of it drawn by lot, so
 * that a thousand clerks do not come back in the same second after an outage.
 *
 * @param attempts how many were made, at least 1. @param draw a number in [0, 1).
 */
export const backOff = (attempts: number, draw: number): number => {
  const full = Math.min(CAP_MS, LEASE_MS * 2 ** Math.min(attempts - 1, 16));
  return Math.max(LEASE_MS, Math.round(full * (0.5 + draw / 2)));
};
