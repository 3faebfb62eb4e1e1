/**
 * The enforcement point inside a host whose decision requests carry the case in their body, where a proxy cannot read it. It
 * asks the gateway what nginx would ask (docs/nginx.md), and does the same with the answer.
 */

/** Whom a decision favours. `chosen`: one request carries either, and its receipt alone says which. */
export type DecisionEffect = 'favourable' | 'adverse' | 'neutral' | 'chosen';

export interface Enforcement {
  /** Origin of the gateway, without a slash at the end. */
  readonly gateway: string;
  /** This enforcement point's own key, as the credit office handed it out. */
  readonly key: string;
  /** Row of the application list, such as `civil-service-hiring`. */
  readonly decisionPoint: string;
  /**
   * Keeps one line of JSON, line break included, about a request that passes without an answer; `duecheck import --spool` takes
   * it later. Resolves once it is kept: only then does the request pass.
   *
   * @example spool: (line) => appendFile('/var/lib/hiring/spool.ndjson', line)
   */
  readonly spool: (line: string) => Promise<unknown>;
  /** Milliseconds until the gateway counts as not answering; 2000 where left out. */
  readonly timeout?: number;
  /** `observe`: whatever the gateway says of a receipt, the request passes, and is spooled. `hold` where left out. */
  readonly mode?: 'hold' | 'observe';
}

/** What is known of a request that carries a decision. */
export interface DecisionRequest {
  readonly method: string;
  /** The request target as it came. */
  readonly uri: string;
  readonly effect: DecisionEffect;
  /** As the check named it; null where the request names none. */
  readonly case: string | null;
  /** Which of several people under one case; "1" where left out. */
  readonly part?: string | undefined;
  /** The request's headers, names in small letters. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export type EnforcementVerdict =
  /** `state`: as in `X-Duecheck-State`; `unchecked` where nobody answered, or where it is only observed. */
  | { readonly pass: true; readonly state: string }
  | { readonly pass: false; readonly status: 403 | 414 | 503; readonly code: string };

/** Longer than any of ours, or of other characters: it could not be verified, so it counts as none. */
const TOKEN = /^[A-Za-z0-9_.-]{1,4096}$/;
/** Of a case, as the contract takes it; and of an address, so that the question stays short enough to be asked. */
const MAX_CASE = 200;
const MAX_URI = 2000;
const TIMEOUT_MS = 2000;

/**
 * Asks whether a decision request may pass. 204, 401 and 403 are answers, and so is that a question is malformed; everything
 * else is none: an outage refuses nobody, the request passes as unchecked and a line of it is kept.
 */
export async function authorize(enforcement: Enforcement, request: DecisionRequest): Promise<EnforcementVerdict> {
  if (request.uri.length > MAX_URI) return refuse(414, 'uri-too-long');
  const shown = {
    receipt: tokenIn(request, 'credit-check-receipt'),
    deferral: tokenIn(request, 'credit-check-deferral'),
  };
  const answer = isCase(request.case)
    ? await ask(enforcement, request, shown)
    : ({ kind: 'refused', code: 'case-mismatch' } as const);
  if (answer.kind === 'passed') return { pass: true, state: answer.state };
  if (answer.kind === 'refused' && enforcement.mode !== 'observe') return refuse(403, answer.code);
  try {
    await enforcement.spool(lineOf(enforcement, request, shown));
  } catch {
    // Neither asked nor kept: it may not pass unowed. That is our fault and says so.
    return refuse(503, 'unavailable');
  }
  return { pass: true, state: 'unchecked' };
}

const refuse = (status: 403 | 414 | 503, code: string): EnforcementVerdict => ({ pass: false, status, code });

/** A blank at an end would be lost in a header, and what the host reads would not be what was asked about. */
const isCase = (key: string | null): key is string =>
  key !== null && /^[^\p{Cc}\p{Surrogate}]+$/u.test(key) && key.length <= MAX_CASE && key === key.trim();

interface Shown {
  readonly receipt: string | null;
  readonly deferral: string | null;
}

function tokenIn({ headers }: DecisionRequest, name: string): string | null {
  const value = headers[name];
  // Two of the same header come as a list, or joined by a comma: which one was meant is not ours to guess.
  return typeof value === 'string' && TOKEN.test(value) ? value : null;
}

type Answer =
  | { readonly kind: 'passed'; readonly state: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'none' };

/** The gateway read the question and would not have it: the fault is in the request, and no outage. */
const UNASKABLE = new Set([400, 414, 431]);

async function ask(enforcement: Enforcement, request: DecisionRequest, shown: Shown): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${enforcement.key}`,
    'x-duecheck-decision-point': enforcement.decisionPoint,
    'x-duecheck-effect': request.effect,
    'x-duecheck-method': request.method,
    'x-duecheck-uri': headerBytes(request.uri),
    'x-duecheck-case': headerBytes(request.case ?? ''),
    ...(request.part === undefined ? {} : { 'x-duecheck-part': headerBytes(request.part) }),
    ...(shown.receipt === null ? {} : { 'credit-check-receipt': shown.receipt }),
    ...(shown.deferral === null ? {} : { 'credit-check-deferral': shown.deferral }),
  };
  try {
    const response = await fetch(`${enforcement.gateway}/v1/receipts/authorize`, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(enforcement.timeout ?? TIMEOUT_MS),
    });
    await response.body?.cancel();
    const { status } = response;
    if (status === 204) return { kind: 'passed', state: response.headers.get('x-duecheck-state') ?? 'checked' };
    if (status === 401 || status === 403) {
      // A key that the gateway does not know is answered as a problem, with its code in the same header.
      return { kind: 'refused', code: response.headers.get('x-duecheck-code') ?? 'no-receipt' };
    }
    return UNASKABLE.has(status) ? { kind: 'refused', code: 'malformed' } : { kind: 'none' };
  } catch {
    return { kind: 'none' };
  }
}

/** Header values are bytes: UTF-8 in, as nginx sends a captured path. */
const headerBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

const lineOf = (enforcement: Enforcement, request: DecisionRequest, { receipt, deferral }: Shown): string =>
  `${JSON.stringify({
    id: crypto.randomUUID(),
    passedAt: new Date().toISOString(),
    method: request.method.slice(0, 16),
    uri: request.uri,
    decisionPoint: enforcement.decisionPoint,
    effect: request.effect,
    case: isCase(request.case) ? request.case : null,
    receipt,
    deferral,
  })}\n`;
