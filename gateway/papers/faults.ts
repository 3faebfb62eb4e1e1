/** What can be wrong with a template. Codes are stable; the words for them are the editor's. */
export const FAULT_CODES = [
  /** A character that orders, hides or ends text: bidi controls, line and paragraph separators, C0 and C1 controls. */
  'control-character',
  'syntax',
  'unknown-tag',
  'filter',
  /** A name that this kind of paper does not have, or not there. */
  'unknown-place',
  /** A loop over something that is not one of the model's lists. */
  'not-a-list',
  /** A list or a group of places where a text belongs. */
  'not-a-text',
  'too-deep',
  'too-long',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** Line and column from 1, in the template's text. */
export interface Fault {
  readonly code: FaultCode;
  readonly line: number;
  readonly column: number;
}
