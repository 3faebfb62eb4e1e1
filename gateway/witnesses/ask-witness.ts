/** One request to a witness, which may sleep, trickle or send anything: bounded in time and bytes, no redirect followed. */
import { concat, fromUtf8 } from '@duecheck/core/bytes';
import { loopbackFetch } from '../loopback-fetch.ts';
import { isWitnessFault, witnessFault } from './fault.ts';

/** A witness answers within milliseconds; one that does not is told apart from one that refuses. */
const ANSWER_MS = 5000;
const MAX_ANSWER_BYTES = 64 * 1024;

export interface WitnessAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface WitnessRequest {
  readonly url: string;
  readonly path: string;
  /** Left out, it is a GET. */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** @throws DuecheckError `witness-unreachable`, `witness-garbage` */
export async function askWitness({ url, path, body, signal }: WitnessRequest): Promise<WitnessAnswer> {
  const deadline = AbortSignal.timeout(ANSWER_MS);
  try {
    const answer = await loopbackFetch(`${url.replace(/\/+$/, '')}${path}`, {
      redirect: 'manual',
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      ...(body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
    });
    return {
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      body: textOf(await bounded(answer)),
    };
  } catch (cause) {
    if (isWitnessFault(cause)) throw cause;
    throw witnessFault('witness-unreachable', 'it does not answer', cause);
  }
}

async function bounded({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw witnessFault('witness-garbage', 'it answers without an end');
    parts.push(part);
  }
  return concat(...parts);
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw witnessFault('witness-garbage', 'its answer is no text', cause);
  }
}
