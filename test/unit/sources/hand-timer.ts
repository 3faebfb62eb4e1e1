import type { Timer } from '../../../gateway/sources/timer.ts';

export interface HandTimer extends Timer {
  /** Moves time on; whatever falls due happens at its own moment, in order. */
  readonly advance: (ms: number) => Promise<void>;
}

/** Time that stands still until somebody moves it. */
export function createHandTimer(): HandTimer {
  let now = 0;
  const waiting = new Set<{ at: number; act: () => void }>();
  return {
    now: () => now,
    after(ms, act) {
      const one = { at: now + ms, act };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = [...waiting].sort((a, b) => a.at - b.at).find(({ at }) => at <= end);
        if (next === undefined) break;
        waiting.delete(next);
        now = Math.max(now, next.at);
        next.act();
        await settled();
      }
      now = end;
      await settled();
    },
  };
}

/** Every promise that can settle has: microtasks run out before the next macrotask. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
