const NUMBERED = /^\d+([.-]\d+)*$/;

/**
 * Whether a list is older than the one in use: a gateway that hands out last year's list with its good signatures would
 * otherwise bring a withdrawn binding back. Only versions made of numbers have an order.
 *
 * @example isOlder('2026.11.2', '2026.11.10') // true
 */
export function isOlder(version: string, inUse: string): boolean {
  if (!NUMBERED.test(version) || !NUMBERED.test(inUse)) return false;
  const [a, b] = [version, inUse].map((text) => text.split(/[.-]/).map(Number)) as [number[], number[]];
  const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
