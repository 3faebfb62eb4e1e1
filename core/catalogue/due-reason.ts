/** Why a check is forbidden, or less than what the rule of 2017 asks for. Stable codes. */
export type DueReason =
  | 'unknown-decision-point'
  | 'row-is-template'
  | 'row-is-suspended'
  | 'subject-type-not-covered'
  | 'duty-unconfirmed'
  | 'incentive-only'
  | 'reference-only'
  | 'consent-only';
