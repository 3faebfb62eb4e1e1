/** Headers of the protocol. */
export const HEADERS = {
  receipt: 'credit-check-receipt',
  deferral: 'credit-check-deferral',
  decisionPoint: 'x-duecheck-decision-point',
  effect: 'x-duecheck-effect',
  case: 'x-duecheck-case',
  /** Several people under one case: which one. "1" where it is left out. */
  part: 'x-duecheck-part',
  method: 'x-duecheck-method',
  uri: 'x-duecheck-uri',
  code: 'x-duecheck-code',
  state: 'x-duecheck-state',
  idempotencyKey: 'idempotency-key',
} as const;
