/** What is worth interrupting a screen reader for: a tick a second is not. Pure. */
import type { BatchAnswer } from '@duecheck/core/contract';
import type { BATCH, Translate } from '@duecheck/core/text';
import { toHandle } from './handling.ts';
import { sayStanding } from './standing.ts';

const STEPS = [75, 50, 25] as const;
type Seen = Pick<BatchAnswer, 'state' | 'pausedBecause' | 'done' | 'total' | 'counts' | 'decided'>;

const stepOf = ({ done, total }: Seen): number => STEPS.find((step) => done * 100 >= step * total) ?? 0;

/** @param before as it was told last; null where nothing was. @returns '' where nothing new is to be said. */
export function milestone(before: Seen | null, now: Seen, say: Translate<typeof BATCH>): string {
  if (before?.state === 'deciding' && now.state === 'done') return say('milestone.decided', { n: now.decided });
  if (before === null || before.state !== now.state) {
    if (now.state === 'done') return say('milestone.done', { n: toHandle(now) });
    if (now.state === 'running' && before === null && now.done === 0)
      return say('milestone.running', { total: now.total });
    return sayStanding(now, say);
  }
  if (now.state !== 'running' || stepOf(before) === stepOf(now)) return '';
  return say('milestone.part', { percent: stepOf(now) });
}
