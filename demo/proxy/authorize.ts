import { HEADERS, ROUTES } from '@duecheck/core/contract';
import type { Dispatcher } from 'undici';
import { request } from 'undici';
import type { GuardVerdict } from './guard.ts';
import { headerBytes } from './headers.ts';

export interface Gateway {
  readonly url: string;
  /** This enforcement point's own bearer key, bound to one organisation and origin. */
  readonly key: string;
  readonly dispatcher: Dispatcher;
  /** Milliseconds until the gateway counts as not answering. */
  readonly timeout: number;
}

export interface Question {
  readonly guarded: Extract<GuardVerdict, { kind: 'guarded' }>;
  readonly method: string;
  /** The request target as it came. */
  readonly uri: string;
  readonly receipt: string | undefined;
  readonly deferral: string | undefined;
}

export type Answer =
  | { readonly kind: 'pass'; readonly state: string | null }
  | { readonly kind: 'refuse'; readonly code: string }
  | { readonly kind: 'no-answer' };

/** The gateway read the question and would not have it: the fault is in the request, and no outage. */
const UNASKABLE = new Set([400, 414, 431]);

/**
 * Asks the gateway whether this decision request may pass (PROTOCOL, authorize). 204, 401 and 403 are answers, and so is
 * that a question is malformed; everything else is none: an outage never refuses a person (DESIGN §1.11).
 */
export async function authorize(gateway: Gateway, question: Question): Promise<Answer> {
  const { guarded, receipt, deferral } = question;
  try {
    const response = await request(gateway.url + ROUTES.authorize.path, {
      method: ROUTES.authorize.method,
      dispatcher: gateway.dispatcher,
      signal: AbortSignal.timeout(gateway.timeout),
      headers: {
        authorization: `Bearer ${gateway.key}`,
        [HEADERS.decisionPoint]: guarded.decisionPoint,
        [HEADERS.effect]: guarded.effect,
        [HEADERS.method]: question.method,
        [HEADERS.uri]: question.uri,
        ...(guarded.case !== null && { [HEADERS.case]: headerBytes(guarded.case) }),
        ...(receipt && { [HEADERS.receipt]: receipt }),
        ...(deferral && { [HEADERS.deferral]: deferral }),
      },
    });
    await response.body.dump();
    const header = (name: string): string | null => [response.headers[name]].flat()[0] ?? null;
    switch (response.statusCode) {
      case 204:
        return { kind: 'pass', state: header(HEADERS.state) };
      case 401:
      case 403:
        return { kind: 'refuse', code: header(HEADERS.code) ?? 'receipt-missing' };
      default:
        return UNASKABLE.has(response.statusCode) ? { kind: 'refuse', code: 'malformed' } : { kind: 'no-answer' };
    }
  } catch (error) {
    // What cannot even be written into a header was never asked.
    const unwritable = (error as { code?: string }).code === 'UND_ERR_INVALID_ARG';
    return unwritable ? { kind: 'refuse', code: 'malformed' } : { kind: 'no-answer' };
  }
}
