/**
 * Whose turn it is at a source: so many at once, so many a second, and a clerk before a batch. cockatiel's bulkhead serves
 * who came first, and its queue knows nothing of a pace; this is both limits with one queue.
 */
import { SourceFault, type UpstreamQuery } from './source.ts';
import type { Timer } from './timer.ts';

export interface TurnLimits {
  readonly perSecond: number;
  readonly atOnce: number;
  /** Questions of each pace that may wait. */
  readonly queue: number;
}

export interface Turns {
  /**
   * @param patience milliseconds to wait at most
   * @returns ends the turn; to be called once
   * @throws SourceFault `busy`
   */
  readonly take: (pace: UpstreamQuery['pace'], patience: number) => Promise<() => void>;
  /** Nobody starts for so long: the platform said that it had too many. */
  readonly pause: (ms: number) => void;
}

/** The way to a platform takes some calls longer than others; so much of a second is left free for that. */
const JITTER_MS = 50;

interface Waiting {
  readonly start: () => void;
}

export function createTurns({ perSecond, atOnce, queue }: TurnLimits, timer: Timer): Turns {
  // One by one with even gaps, never a second's worth at once: in whichever second the platform counts, it counts no more.
  const gap = (1000 + JITTER_MS) / perSecond;
  const lines = { single: [] as Waiting[], batch: [] as Waiting[] };
  let running = 0;
  let next = Number.NEGATIVE_INFINITY;
  let asleep = false;

  function serve(): void {
    while (running < atOnce && !asleep && lines.single.length + lines.batch.length > 0) {
      const now = timer.now();
      if (now < next) {
        asleep = true;
        timer.after(next - now, () => {
          asleep = false;
          serve();
        });
        return;
      }
      running += 1;
      next = now + gap;
      (lines.single.shift() ?? lines.batch.shift())?.start();
    }
  }

  const endTurn = () => {
    running -= 1;
    serve();
  };

  return {
    take: (pace, patience) =>
      new Promise((resolve, reject) => {
        const line = lines[pace];
        const busy = () => reject(new SourceFault('busy', 'too many questions before this one'));
        if (line.length >= queue) return busy();
        const giveUp = () => {
          line.splice(line.indexOf(waiting), 1);
          busy();
        };
        const stay = patience === Number.POSITIVE_INFINITY ? () => {} : timer.after(patience, giveUp);
        const waiting: Waiting = {
          start() {
            stay();
            resolve(endTurn);
          },
        };
        line.push(waiting);
        serve();
      }),
    pause: (ms) => {
      next = Math.max(next, timer.now() + ms);
    },
  };
}
