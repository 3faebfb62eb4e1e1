/** Sees decision requests come back: PerformanceObserver tells of requests only when they are over. */
import type { DecisionHttpRequest } from '@duecheck/core/binding';
import { decoded } from '@duecheck/page';
import type { BoundStep } from '../messages/to-page.ts';

export interface Seen {
  readonly step: BoundStep;
  readonly request: DecisionHttpRequest;
  /** As the address has it; null where only the body does. */
  readonly caseKey: string | null;
  /** As the page may see it; 0 where the browser or the network held it back. */
  readonly status: number;
}

export function watchRequests(steps: readonly BoundStep[], react: (seen: Seen) => void, signal: AbortSignal): void {
  const watched = steps.flatMap((step) =>
    step.binding.requests.map((request) => ({ step, request, path: new RegExp(request.path, 'i') })),
  );
  if (watched.length === 0) return;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      const url = new URL(entry.name);
      for (const { step, request, path } of watched) {
        const match = step.binding.origin === url.origin ? path.exec(url.pathname + url.search) : null;
        if (!match) continue;
        const caseKey = request.case === 'path' && match[1] ? decoded(match[1]) : null;
        // Chromium and Firefox before 109 do not tell the status: then an answer is an answer.
        const status = (entry as { responseStatus?: number }).responseStatus ?? 200;
        react({ step, request, caseKey, status });
        break;
      }
    }
  });
  observer.observe({ type: 'resource' });
  signal.addEventListener('abort', () => observer.disconnect());
}
