import type { DecisionEffect, Enforcement } from './authorize.ts';

/** Where in a framework's request the decision is. Both are asked after the body was read. */
export interface ReceiptRequired<Request> extends Enforcement {
  readonly effect: DecisionEffect | ((request: Request) => DecisionEffect);
  /**
   * The case as the check named it (a binding's `case.key`): a text or a whole number. A body is whatever somebody sent, so
   * anything else counts as no case.
   */
  readonly case: (request: Request) => unknown;
  /** Which of several people under one case. */
  readonly part?: (request: Request) => string;
}

/** As Express and Fastify both have it. */
export interface HostRequest {
  readonly method: string;
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A body that nobody has described further. */
export interface HostRequestWithBody extends HostRequest {
  readonly body: Readonly<Record<string, unknown>>;
}

export function decisionIn<Request extends HostRequest>(required: ReceiptRequired<Request>, request: Request) {
  const { effect, part } = required;
  return {
    method: request.method,
    uri: request.originalUrl,
    effect: typeof effect === 'function' ? effect(request) : effect,
    case: caseIn(required.case(request)),
    part: part?.(request),
    headers: request.headers,
  };
}

const caseIn = (value: unknown): string | null =>
  typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : null;
