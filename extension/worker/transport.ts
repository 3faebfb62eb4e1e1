/** HTTP to the gateway: the contract's routes, one deadline, failures as values. */
import {
  type AnswerOf,
  answered,
  type Call,
  DEADLINE_MS,
  failed,
  type Reply,
  type Transport,
} from '@duecheck/core/check';
import { DESK_ROUTES, type DeskRoute, HEADERS, Problem, type Route } from '@duecheck/core/contract';
import ky from 'ky';
import * as z from 'zod/mini';
import { type Bearer, bearer } from './bearer.ts';
import { readSettings } from './settings.ts';

export const transport: Transport = {
  async call<N extends DeskRoute>(call: Call<N>): Promise<Reply<AnswerOf<N>>> {
    const route: Route = DESK_ROUTES[call.route];
    const settings = await readSettings();
    if (settings === null) return failed({ kind: 'signed-out' });
    const url = addressOf(call as Parameters<typeof addressOf>[0], settings.gatewayUrl);
    // One deadline over renewal, connection and body: the clerk waits for all of them.
    const signal = AbortSignal.timeout(DEADLINE_MS);
    let refused: string | undefined;
    for (;;) {
      const token = route.access === 'public' ? null : await withinDeadline(bearer(refused), signal);
      if (token?.kind === 'signed-out') return failed({ kind: 'signed-out' });
      // Not `network`, which core tries again: a provider that is down would be waited for twice.
      if (token?.kind === 'outage') return failed({ kind: 'outage', cause: signal.aborted ? 'deadline' : 'server' });
      const response = await exchange(url, route, call, token?.token ?? null, signal);
      if (!(response instanceof Response)) return response;
      if (response.status === 401 && token && refused === undefined) {
        refused = token.token;
        continue;
      }
      return (await read(response, route)) as Reply<AnswerOf<N>>;
    }
  },
};

/** Path, `:id` and query of a route; what it carries besides is in the headers and the body. */
export function addressOf(
  {
    route,
    id = '',
    query = {},
  }: { route: DeskRoute; id?: string; query?: Readonly<Record<string, string | undefined>> },
  gatewayUrl: string,
): URL {
  const url = new URL(DESK_ROUTES[route].path.replace(':id', encodeURIComponent(id)), gatewayUrl);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

/** A renewal may go on; whoever waits for it is told of an outage in time. */
const withinDeadline = (renewed: Promise<Bearer>, signal: AbortSignal): Promise<Bearer> =>
  new Promise((resolve, reject) => {
    const late = () => resolve({ kind: 'outage' });
    if (signal.aborted) return late();
    signal.addEventListener('abort', late, { once: true });
    renewed.then(resolve, reject);
  });

async function exchange(
  url: URL,
  route: Route,
  call: Call<DeskRoute>,
  token: string | null,
  signal: AbortSignal,
): Promise<Response | ReturnType<typeof failed>> {
  const headers: Record<string, string> = {};
  if (token !== null) headers.authorization = `Bearer ${token}`;
  if (call.idempotencyKey !== undefined) headers[HEADERS.idempotencyKey] = call.idempotencyKey;
  try {
    return await ky(url, {
      method: route.method,
      headers,
      signal,
      timeout: false,
      // Core repeats what is safe to repeat, under the same key.
      retry: 0,
      throwHttpErrors: false,
      cache: 'no-store',
      credentials: 'omit',
      ...(call.body === undefined ? {} : { json: call.body }),
    });
  } catch {
    return failed({ kind: 'outage', cause: signal.aborted ? 'deadline' : 'network' });
  }
}

async function read(response: Response, route: Route): Promise<Reply<unknown>> {
  if (response.status === 401) return failed({ kind: 'signed-out' });
  if (response.status >= 500) return failed({ kind: 'outage', cause: 'server' });
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (response.ok && !route.answer) return answered(undefined);
  if (response.ok && route.answer) {
    const parsed = z.safeParse(route.answer, body);
    return parsed.success ? answered(parsed.data) : failed({ kind: 'outage', cause: 'not-understood' });
  }
  const problem = z.safeParse(Problem, body);
  const { code, requestId } = problem.success ? problem.data : { code: 'internal' as const, requestId: '' };
  return failed({ kind: 'problem', code, status: response.status, requestId });
}
