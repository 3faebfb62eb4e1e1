/** Why a receipt does not pass. `already-used` is beside these: only the gateway knows. */
export const RECEIPT_REFUSALS = [
  'malformed',
  'unknown-key',
  'bad-signature',
  'expired',
  'audience-mismatch',
  'organisation-mismatch',
  'origin-mismatch',
  'decision-point-mismatch',
  'effect-mismatch',
  'case-mismatch',
  'subject-mismatch',
  'nonce-mismatch',
] as const;
