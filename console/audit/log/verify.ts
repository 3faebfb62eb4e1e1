/** The whole log, verified in a thread of its own, so that the page stays alive. */
import type { AuditFailure } from '@duecheck/core/register';
import workerUrl from './verify-worker.ts?worker&url';

export interface VerifyOrder {
  readonly checkpoint: string;
  readonly vkey: string;
  /** Where that log's tiles are, such as `/register/2026/1`. */
  readonly place: string;
  /** The head of it seen last. */
  readonly seen: string | null;
}

export type VerifyNews =
  | { readonly kind: 'progress'; readonly done: number; readonly size: number }
  | { readonly kind: 'verified'; readonly size: number }
  | { readonly kind: 'failed'; readonly size: number; readonly failures: readonly AuditFailure[]; readonly of: number }
  /** No verdict. */
  | { readonly kind: 'broken'; readonly code: string };

/** Trusted Types: this one script of ours, and no other address. */
const policy = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } }
).trustedTypes?.createPolicy('duecheck-worker', { createScriptURL: (url: string) => (url === workerUrl ? url : '') });
interface Policy {
  createScriptURL(url: string): never;
}

/** @returns stops it */
export function verifyLog(order: VerifyOrder, hear: (news: VerifyNews) => void): () => void {
  const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
  const over = (news: VerifyNews) => {
    if (news.kind !== 'progress') worker.terminate();
    hear(news);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<VerifyNews>) => over(data));
  worker.addEventListener('error', () => over({ kind: 'broken', code: 'worker' }));
  worker.postMessage(order);
  return () => worker.terminate();
}
