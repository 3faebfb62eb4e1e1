/** What the page itself asks of the gateway: one exchange, with a new token once where the first is not taken. */
import { type Failure, failed } from '@duecheck/core/check';
import { Problem } from '@duecheck/core/contract';
import type { Door } from '../messages/batch.ts';
import { openDoor } from './ask.ts';
import { parseJson } from './parse-json.ts';

export interface Sent {
  readonly status: number;
  /** Of a refusal; a success may be a stream. */
  text(): Promise<string>;
}

/** @param send what goes through the door; `null` where the connection broke. */
export async function exchange<T extends Sent>(
  door: Door,
  send: (at: { url: string; token: string }) => Promise<T | null>,
): Promise<{ readonly ok: true; readonly answer: T } | { readonly ok: false; readonly failure: Failure }> {
  let refused: string | null = null;
  for (;;) {
    const opened = await openDoor(door, refused);
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
  async ({ url, token }: { url: string; token: string }): Promise<Response | null> => {
    try {
      return await fetch(url, {
        headers: { authorization: `Bearer ${token}`, accept },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal,
      });
    } catch {
      return null;
    }
  };
