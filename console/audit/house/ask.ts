/** One question to the gateway, by the contract's table: sent once, since each one sent is an entry. */
import { CONSOLE_ROUTES, type ConsoleRoute, Problem, type Route } from '@duecheck/core/contract';
import ky from 'ky';
import type * as z from 'zod/mini';
import { renew, session } from './session.ts';

export type AnswerTo<N extends ConsoleRoute> = (typeof CONSOLE_ROUTES)[N] extends {
  answer: infer S extends z.ZodMiniType;
}
  ? z.output<S>
  : undefined;

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export type Failure =
  | {
      readonly kind: 'problem';
      readonly code: string;
      readonly requestId: string;
      readonly pointers: readonly string[];
    }
  /** Not signed in any more: the page says so by itself. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'outage' }
  /** Nobody waits for it any more. */
  | { readonly kind: 'dropped' };
export type Reply<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly failure: Failure };

/** The gateway gives its longest questions 25 seconds. */
const TIMEOUT_MS = 40_000;

export async function ask<N extends ConsoleRoute>(name: N, asked: Asked = {}): Promise<Reply<AnswerTo<N>>> {
  const route: Route = CONSOLE_ROUTES[name];
  try {
    const response = await exchange(route, asked);
    if (response.ok) {
      const parsed = route.answer?.safeParse(await response.json());
      return parsed?.success === true ? { ok: true, answer: parsed.data as AnswerTo<N> } : OUTAGE;
    }
    return await refused(response);
  } catch {
    return asked.signal?.aborted === true ? { ok: false, failure: { kind: 'dropped' } } : OUTAGE;
  }
}

const OUTAGE = { ok: false, failure: { kind: 'outage' } } as const;

/** A token that has ended is renewed once. What was refused for it was not answered, and is no entry. */
export async function exchange(route: Route, asked: Asked, headers: Record<string, string> = {}): Promise<Response> {
  const once = () =>
    ky(addressOf(route, asked), {
      method: route.method,
      ...(asked.body === undefined ? {} : { json: asked.body }),
      ...(asked.signal === undefined ? {} : { signal: asked.signal }),
      headers,
      retry: 0,
      throwHttpErrors: false,
      timeout: route.answer === undefined ? false : TIMEOUT_MS,
      cache: 'no-store',
    });
  const first = await once();
  if (first.status !== 401 || !(await renew())) return first;
  return once();
}

function addressOf(route: Route, { params = {}, query }: Asked): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return new URL(search === '' ? path : `${path}?${search}`, location.origin).href;
}

async function refused(response: Response): Promise<{ ok: false; failure: Failure }> {
  if (response.status === 401) {
    // The cookie was not good, or is gone.
    if (session.value.state === 'signed-in') session.value = { state: 'signed-out', over: 'yes' };
    return { ok: false, failure: { kind: 'signed-out' } };
  }
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (!problem.success || response.status >= 500) return OUTAGE;
  const { code, requestId, errors = [] } = problem.data;
  return { ok: false, failure: { kind: 'problem', code, requestId, pointers: errors.map(({ pointer }) => pointer) } };
}
