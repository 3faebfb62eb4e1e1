import type { ProblemCode } from '../contract/index.ts';

/**
 * Why there is no answer. The three kinds are handled by different people: an outage by waiting (the step goes on as
 * owed), a signed-out session by the clerk, a problem by whoever its code names.
 */
export type Failure =
  /** No answer in time, no connection, 5xx, or an answer that is not the contract's (DESIGN §5, Outage). */
  | { readonly kind: 'outage'; readonly cause: 'deadline' | 'network' | 'server' | 'not-understood' }
  /** 401, or no session at all. Not an outage. */
  | { readonly kind: 'signed-out' }
  /** Any other 4xx. Shown, never retried by itself. */
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly status: number; readonly requestId: string };

/** An answer, or why there is none. Nothing here throws for what a network or a server may do. */
export type Reply<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly failure: Failure };

export const answered = <T>(answer: T): Reply<T> => ({ ok: true, answer });
export const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
