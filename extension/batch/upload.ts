/** Sends the list. By XMLHttpRequest: fetch does not tell how much of a body has gone. */
import { HEADERS } from '@duecheck/core/contract';
import type { Sent } from '../pages/exchange.ts';

export interface Upload {
  readonly file: File;
  readonly type: string;
  readonly key: string;
  /** 0 to 1; 1 once all of it has gone and the answer is waited for. */
  progress(part: number): void;
  readonly signal: AbortSignal;
}

/** @returns null where the connection broke or the clerk stopped it. */
export const uploadAt =
  ({ file, type, key, progress, signal }: Upload) =>
  ({ url, token }: { url: string; token: string }): Promise<Sent | null> =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const stop = () => request.abort();
      const end = (sent: Sent | null) => {
        signal.removeEventListener('abort', stop);
        resolve(sent);
      };
      request.open('POST', url);
      request.setRequestHeader('authorization', `Bearer ${token}`);
      request.setRequestHeader(HEADERS.idempotencyKey, key);
      request.setRequestHeader('content-type', type);
      request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total);
      request.onload = () => end({ status: request.status, text: async () => request.responseText });
      request.onerror = () => end(null);
      request.onabort = () => end(null);
      signal.addEventListener('abort', stop);
      if (signal.aborted) end(null);
      else request.send(file);
    });
