import type { Binding } from '@duecheck/core/binding';
import type { RequestEffect } from '@duecheck/core/contract';
import { decodeFully, readingsOf } from './readings.ts';

/** One kind of request that carries a decision, as the proxy needs it. */
export interface GuardedRequest {
  readonly method: string;
  /** Over path and query, anchored; group 1 is the case, or several, unless only the body knows it. */
  readonly path: string;
  readonly decisionPoint: string;
  readonly effect: RequestEffect;
  readonly case: 'path' | 'body' | 'several';
}

export type GuardVerdict =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'guarded';
      readonly decisionPoint: string;
      readonly effect: RequestEffect;
      /** null where only the body knows it: then a receipt proves that one was there, not whose (DESIGN §5). */
      readonly case: string | null;
    }
  /** Two readings of the same address name two cases: whatever the host decides, one of them was not asked for. */
  | { readonly kind: 'ambiguous' };

/** The decision requests of the bindings in force on `origin`; `ui-only` and `observe` hold nothing on the network. */
export const guardedRequests = (bindings: readonly Binding[], origin: string): GuardedRequest[] =>
  bindings
    .filter((binding) => binding.origin === origin && binding.enforcement === 'hold' && !binding.disabled)
    .flatMap((binding) => binding.requests.map((request) => ({ ...request, decisionPoint: binding.decisionPoint })));

/** Methods that change nothing (RFC 9110 §9.2.1), so that a page can still be read. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Makes the question "does this request decide something?". Guarded wins in doubt: other case, encoded, doubled or
 * trailing slashes, and any unsafe method on a guarded path, since hosts route `PUT` and overridden methods alike.
 */
export function createGuard(requests: readonly GuardedRequest[]): (method: string, target: string) => GuardVerdict {
  const patterns = requests.map((request) => ({ ...request, pattern: new RegExp(request.path, 'i') }));
  return (method, target) => {
    const readings = readingsOf(target);
    const matches = patterns
      .filter((one) => (SAFE.has(method) ? sameMethod(one.method, method) : true))
      // The method as bound comes first, so that its effect is the one asked for.
      .sort((a, b) => Number(b.method === method) - Number(a.method === method))
      .map((one) => ({ one, cases: casesIn(one, readings) }))
      .find(({ cases }) => cases.size > 0);
    if (!matches) return { kind: 'open' };
    const { one, cases } = matches;
    if (cases.size > 1) return { kind: 'ambiguous' };
    const [only] = cases;
    return { kind: 'guarded', decisionPoint: one.decisionPoint, effect: one.effect, case: only ?? null };
  };
}

/** HEAD runs the GET handler of most hosts. */
const sameMethod = (bound: string, method: string): boolean =>
  bound === method || (bound === 'GET' && method === 'HEAD');

function casesIn(one: GuardedRequest & { readonly pattern: RegExp }, readings: readonly string[]): Set<string | null> {
  const cases = new Set<string | null>();
  for (const reading of readings) {
    const match = one.pattern.exec(reading);
    if (match) cases.add(one.case !== 'body' && match[1] !== undefined ? decodeFully(match[1]) : null);
  }
  return cases;
}
