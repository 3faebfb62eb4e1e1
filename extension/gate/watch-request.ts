/** Sees decision requests come back: PerformanceObserver tells of requests only when they are over. */
import type { Deciding, FindDecision } from './decision-request.ts';

/** @param react status as the page may see it; 0 where the browser or the network held it back. */
export function watchRequests(
  find: FindDecision,
  react: (deciding: Deciding, status: number) => void,
  signal: AbortSignal,
): void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      const deciding = find(entry.name, null);
      // Chromium and Firefox before 109 do not tell the status: then an answer is an answer.
      if (deciding) react(deciding, (entry as { responseStatus?: number }).responseStatus ?? 200);
    }
  });
  observer.observe({ type: 'resource' });
  signal.addEventListener('abort', () => observer.disconnect());
}
