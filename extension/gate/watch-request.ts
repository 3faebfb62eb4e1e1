/** Sees decision requests come back: PerformanceObserver tells of requests only when they are over. */
import type { Binding, DecisionHttpRequest } from '@duecheck/core/binding';

/** @param react status as the page may see it; 0 where the browser or the network held it back. */
export function watchRequests(
  bindings: readonly Binding[],
  react: (request: DecisionHttpRequest, status: number) => void,
  signal: AbortSignal,
): void {
  const watched = bindings.flatMap(({ origin, requests }) =>
    requests.map((request) => ({ origin, request, path: new RegExp(request.path, 'i') })),
  );
  if (watched.length === 0) return;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      const url = new URL(entry.name);
      const found = watched.find(({ origin, path }) => origin === url.origin && path.test(url.pathname + url.search));
      // Chromium and Firefox before 109 do not tell the status: then an answer is an answer.
      if (found) react(found.request, (entry as { responseStatus?: number }).responseStatus ?? 200);
    }
  });
  observer.observe({ type: 'resource' });
  signal.addEventListener('abort', () => observer.disconnect());
}
