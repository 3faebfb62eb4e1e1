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

/** What platforms count by. */
const SECOND = 1000;

interface Waiting {
  readonly start: () => void;
}

export function createTurns({ perSecond, atOnce, queue }: TurnLimits, timer: Timer): Turns {
  // Evenly, never a second's worth at once: a clerk who comes next waits a gap and not a second.
  const gap = SECOND / perSecond;
  const lines = { single: [] as Waiting[], batch: [] as Waiting[] };
  let running = 0;
  /** When the calls of the last second ended, oldest first. */
  let ended: number[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let lastStart = Number.NEGATIVE_INFINITY;
  let asleep = false;

  /**
   * The platform counts a call somewhere between its start and its end, and only it knows where. So a call counts for us
   * from its start until a second after its end: then there are never too many in any second of the platform's, however
   * long the way to it takes.
   */
  function startsAt(now: number): number {
    ended = ended.filter((at) => at > now - SECOND);
    const surplus = running + ended.length - perSecond;
    const oneLeaves = surplus < 0 ? now : (ended[surplus] ?? Number.POSITIVE_INFINITY) + SECOND;
    return Math.max(pausedUntil, lastStart + gap, oneLeaves);
  }

  function serve(): void {
    while (running < atOnce && !asleep && lines.single.length + lines.batch.length > 0) {
      const now = timer.now();
      const at = startsAt(now);
      // All of them are under way: the next end wakes us.
      if (at === Number.POSITIVE_INFINITY) return;
      if (now < at) {
        asleep = true;
        timer.after(at - now, () => {
          asleep = false;
          serve();
        });
        return;
      }
      running += 1;
      lastStart = now;
      (lines.single.shift() ?? lines.batch.shift())?.start();
    }
  }

  const endTurn = () => {
    running -= 1;
    ended.push(timer.now());
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
      pausedUntil = Math.max(pausedUntil, timer.now() + ms);
    },
  };
}
