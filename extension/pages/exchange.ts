/** What a page of ours itself asks of the gateway: one exchange, with a new token once where the first is not taken. */
import { type Failure, failed, type Reply } from '@duecheck/core/check';
import { Problem } from '@duecheck/core/contract';
import { parseJson } from './parse-json.ts';

export interface Sent {
  readonly status: number;
  /** Of a refusal; a success may be a stream. */
  text(): Promise<string>;
}

/** Where the gateway takes or gives a stream or a file, and the token that goes into its header, never into an address. */
export interface Opened {
  readonly url: string;
  readonly token: string;
  /** JSON, where the way in is a POST. */
  readonly body?: string;
}

/**
 * @param open asks the worker for the way in; `refused`: a token that the gateway did not take. `null` where no worker comes up.
 * @param send what goes through the door; `null` where the connection broke.
 */
export async function exchange<T extends Sent>(
  open: (refused: string | null) => Promise<Reply<Opened> | null>,
  send: (at: Opened) => Promise<T | null>,
): Promise<{ readonly ok: true; readonly answer: T } | { readonly ok: false; readonly failure: Failure }> {
  let refused: string | null = null;
  for (;;) {
    const opened = await open(refused);
    if (opened === null) return failed({ kind: 'outage', cause: 'network' });
    if (!opened.ok) return opened;
    const answer = await send(opened.answer);
    if (answer === null) return failed({ kind: 'outage', cause: 'network' });
    const { status } = answer;
    if (status >= 200 && status < 300) return { ok: true, answer };
    if (status === 401 && refused === null) refused = opened.answer.token;
    else return failed(await failureOf(answer));
  }
}

async function failureOf(sent: Sent): Promise<Failure> {
  if (sent.status === 401) return { kind: 'signed-out' };
  if (sent.status >= 500) return { kind: 'outage', cause: 'server' };
  const problem = Problem.safeParse(parseJson(await sent.text().catch(() => '')));
  const { code, requestId } = problem.success ? problem.data : { code: 'internal' as const, requestId: '' };
  return { kind: 'problem', code, status: sent.status, requestId };
}

/** As the worker's own transport asks: no cookie, no cache, and nowhere else. */
export const fetchAt =
  (signal: AbortSignal, accept: string) =>
  async ({ url, token, body }: Opened): Promise<Response | null> => {
    try {
      return await fetch(url, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers: {
          authorization: `Bearer ${token}`,
          accept,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal,
      });
    } catch {
      return null;
    }
  };
