/** As much of the gateway's problems as a partner can meet; `refused` is any other, `unreachable` no answer at all. */
export const PARTNER_ERROR_CODES = [
  /** Your assertion: another key, another audience, or a clock that is more than a minute off. */
  'token-missing',
  'token-invalid',
  'token-expired',
  /** Closed by the credit office; nothing is opened or redeemed. */
  'partner-closed',
  /** Not registered for this row, or not from this origin. */
  'purpose-unregistered',
  'row-not-for-partners',
  /** The sessions of the day are used up. */
  'sessions-exceeded',
  'subject-invalid',
  'case-missing',
  'invalid-body',
  'unknown-field',
  /** Another request under the same key, or the same one still running. */
  'idempotency-key-reused',
  'idempotency-running',
  'internal',
  'unavailable',
  'refused',
  /** Also to the same question again; the person is not worse off for that, and may be asked later. */
  'unreachable',
] as const;

export type PartnerErrorCode = (typeof PARTNER_ERROR_CODES)[number];

/** What the gateway refused, by the stable code of its problem (RFC 9457). */
export class PartnerError extends Error {
  readonly code: PartnerErrorCode;
  /** Finds the line in the gateway's log; '' where it gave none. */
  readonly requestId: string;

  constructor(code: PartnerErrorCode, requestId = '', options: ErrorOptions = {}) {
    super(`duecheck: ${code}${requestId === '' ? '' : ` (${requestId})`}`, options);
    this.name = 'PartnerError';
    this.code = code;
    this.requestId = requestId;
  }
}

export const isPartnerErrorCode = (code: unknown): code is PartnerErrorCode =>
  (PARTNER_ERROR_CODES as readonly unknown[]).includes(code);
