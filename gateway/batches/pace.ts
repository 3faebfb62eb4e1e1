/** How fast a batch goes and how long it still takes, from its last chunks. Kept in its row: any gateway may be asked. */
import type { BatchAnswer } from '@duecheck/core/contract';
import type { Pace } from '../store/tables/batches.ts';

const CHUNKS_KEPT = 10;
/** Nothing came for so long: how fast it was says nothing of how fast it is. */
const STALE_MS = 15_000;

/** Where counting begins: at the start, and where a batch goes on after a rest. */
export const beginPace = (now: number): Pace => [[now, 0]];

export const addToPace = (pace: Pace, now: number, members: number): Pace =>
  [...pace, [now, (pace.at(-1)?.[1] ?? 0) + members] as const].slice(-CHUNKS_KEPT);

/** @param left members that wait */
export function sayPace(
  pace: Pace,
  { now, left }: { readonly now: number; readonly left: number },
): Pick<BatchAnswer, 'perSecond' | 'secondsLeft'> {
  const [first, last] = [pace[0], pace.at(-1)];
  if (first === undefined || last === undefined || last[1] <= first[1] || now - last[0] > STALE_MS) {
    return { perSecond: null, secondsLeft: null };
  }
  const perSecond = ((last[1] - first[1]) * 1000) / Math.max(1, last[0] - first[0]);
  return { perSecond: Math.round(perSecond * 10) / 10, secondsLeft: Math.ceil(left / perSecond) };
}
