/** What a partner's page may hear of, each with the kind of fault that it is. The person may go on without in every one of them. */
export const WIDGET_ERRORS = {
  /** The element has no `session`, or none of ours. */
  'session-missing': 'configuration',
  /** The session was opened for another origin than this page's. */
  'origin-mismatch': 'configuration',
  'session-unknown': 'session',
  /** Fifteen minutes are over, of the session or of its receipt: open another one. */
  'session-expired': 'session',
  'partner-closed': 'session',
  /** Blocked (CSP `frame-src`, an extension) or no network. */
  'frame-unreachable': 'network',
  'gateway-unreachable': 'network',
  'gateway-failed': 'service',
} as const;

export type CreditCheckErrorCode = keyof typeof WIDGET_ERRORS;

/** `detail` of `cc:error`. */
export interface CreditCheckError {
  readonly code: CreditCheckErrorCode;
  readonly category: (typeof WIDGET_ERRORS)[CreditCheckErrorCode];
  /** The element tries again by itself, or `reset()` may help; else something has to be put right first. */
  readonly retryable: boolean;
  /** For the developer, never for the person. */
  readonly detail: string;
  /** Finds the line in the gateway's log; '' where no gateway answered. */
  readonly requestId: string;
}

/** @param detail where more is known than the code says */
export const widgetError = (code: CreditCheckErrorCode, detail = '', requestId = ''): CreditCheckError => {
  const category = WIDGET_ERRORS[code];
  return { code, category, retryable: category === 'network' || category === 'service', detail, requestId };
};

export const isWidgetError = (code: unknown): code is CreditCheckErrorCode =>
  typeof code === 'string' && Object.hasOwn(WIDGET_ERRORS, code);
