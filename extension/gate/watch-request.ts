/** Sees decision requests come back: PerformanceObserver tells of requests only when they are over. */
import type { Deciding, FindDecision } from './decision-request.ts';

/**
 * @param since `performance.now()` when this script began. Somebody may press before it knows what is bound: what the
 * network held back meanwhile is told too.
 * @param react status as the page may see it; 0 where the browser or the network held it back.
 */
export function watchRequests(
  find: FindDecision,
  since: number,
  react: (deciding: Deciding, status: number) => void,
): void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      if (entry.startTime < since) continue;
      const deciding = find(entry.name, null);
      // Chromium and Firefox before 109 do not tell the status: then an answer is an answer.
      if (deciding) react(deciding, (entry as { responseStatus?: number }).responseStatus ?? 200);
    }
  });
  observer.observe({ type: 'resource', buffered: true });
}
