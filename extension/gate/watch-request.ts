/** Sees the released request come back: PerformanceObserver tells of requests only when they were answered. */
import type { Binding } from '@duecheck/core/binding';
import type { Effect } from '@duecheck/core/contract';

/** @param react status as the page may see it; 0 where the network refused it. Called once. */
export function watchRequest(
  binding: Binding,
  effect: Effect,
  react: (status: number) => void,
  signal: AbortSignal,
): void {
  const paths = binding.requests.filter((request) => request.effect === effect).map(({ path }) => new RegExp(path));
  if (paths.length === 0) return;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      const url = new URL(entry.name);
      if (url.origin !== binding.origin || !paths.some((path) => path.test(url.pathname + url.search))) continue;
      observer.disconnect();
      // Chromium before 109 and Firefox before 109 do not tell: then an answer is an answer.
      return react((entry as { responseStatus?: number }).responseStatus ?? 200);
    }
  });
  observer.observe({ type: 'resource' });
  signal.addEventListener('abort', () => observer.disconnect());
}
