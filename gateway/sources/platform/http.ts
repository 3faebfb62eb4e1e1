/** One POST to a platform: what came back as bytes, or the fault. Redirects are answers that nobody asked for. */
import { Agent, type Dispatcher, request } from 'undici';
import { lookupLoopback } from '../../loopback-fetch.ts';
import { SourceFault } from '../source.ts';
import { faultOfStatus } from './codes.ts';
import type { PlatformConfig } from './config.ts';

export interface PlatformBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/** @throws SourceFault */
export type Post = (path: string, body: object, signal: AbortSignal) => Promise<PlatformBytes>;

/** One person's records are kilobytes. More is another thing than an answer to our question. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Nothing is sent twice, not even after a reset connection: the platform may have looked already, and its count of calls
 * is what ours is compared with (invariant 2). undici ends an idle connection before the platform does, so a reset is rare.
 */
export function createPost({ url, tls, atOnce }: Pick<PlatformConfig, 'url' | 'tls' | 'atOnce'>): Post {
  const dispatcher = new Agent({ connections: atOnce, connect: { lookup: lookupLoopback, ...tls } });
  const base = url.replace(/\/+$/, '');
  return async (path, body, signal) => {
    try {
      const response = await request(`${base}${path}`, {
        method: 'POST',
        dispatcher,
        signal,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: asciiJson(body),
      });
      if (response.statusCode !== 200) {
        await response.body.dump();
        throw new SourceFault(faultOfStatus(response.statusCode), `HTTP ${response.statusCode}`);
      }
      const contentType = response.headers['content-type'];
      return {
        bytes: await read(response.body),
        contentType: Array.isArray(contentType) ? contentType[0] : contentType,
      };
    } catch (error) {
      if (error instanceof SourceFault) throw error;
      if (signal.aborted) throw new SourceFault('deadline', 'no answer within the deadline');
      throw new SourceFault('unreachable', `no answer: ${codeOf(error)}`);
    }
  };
}

/** Escaped beyond ASCII, so that it reads the same whichever encoding the platform takes requests to be in. */
const asciiJson = (value: object): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function read(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > MAX_BYTES) throw new SourceFault('unreadable', 'an answer is larger than any can be');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The system's or undici's own code; never a message, which may quote the address with what stands in it. */
const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return String(code ?? cause?.code ?? 'unknown');
};
