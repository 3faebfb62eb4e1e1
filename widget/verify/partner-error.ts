import { PROBLEM_CODES, type ProblemCode } from '@duecheck/core/contract';

/** `unreachable`: no answer, also to the same question again; the person is not worse off for that, and may be asked later. */
export type PartnerErrorCode = ProblemCode | 'unreachable';

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

export const isProblemCode = (code: unknown): code is ProblemCode =>
  (PROBLEM_CODES as readonly unknown[]).includes(code);
