import type { BatchAnswer } from '@duecheck/core/contract';
import type { BATCH, Translate } from '@duecheck/core/text';

/** Where a batch stands, in words; why, where it was stopped. */
export const sayStanding = (
  { state, pausedBecause }: Pick<BatchAnswer, 'state' | 'pausedBecause'>,
  say: Translate<typeof BATCH>,
): string => {
  if (state === 'paused' && pausedBecause !== null) return say(`paused.${pausedBecause}`);
  return state === 'needs-release' ? say('release.wait') : say(`state.${state}`);
};

/** @example sayLeft(190, say) // '3 分 10 秒' */
export const sayLeft = (seconds: number, say: Translate<typeof BATCH>): string =>
  seconds < 60 ? say('seconds', { n: seconds }) : say('minutes', { m: Math.floor(seconds / 60), n: seconds % 60 });

/** Grouped as people write them: 10,000. */
export const sayNumber = (n: number): string => n.toLocaleString('en-US');
