/** Why a row is not taken, or a part of a file cannot be read. Stable: offices sort their rejects by them. */
export const INTAKE_CODES = [
  // The file, or from here on the rest of it. Each counts as one refused row.
  'not-a-workbook',
  'old-workbook',
  'workbook-too-large',
  'rest-unreadable',
  'row-too-long',
  'quotes',
  // The row as it stands in the file.
  'not-json',
  'nested-value',
  'columns',
  'no-header',
  'columns-disagree',
  'cell-too-long',
  'control-characters',
  'characters-lost',
  'formula',
  // What it says.
  'form',
  'field-missing',
  'name-missing',
  'subject-missing',
  'subject-masked',
  'subject-invalid',
  'subject-old-number',
  'minor',
  'organ-missing',
  'document-number-missing',
  'date-missing',
  'date-invalid',
  'date-future',
  'value-unknown',
  'term-unknown',
  'minor-class-unpublished',
  // What the rules keep out.
  'no-item',
  'rating',
  'simplified-procedure',
  'procedure-unstated',
  'not-final',
  'finality-unstated',
  'no-such-type',
  'no-such-category',
  'type-of-other-category',
  'no-such-behaviour',
  'behaviour-excluded',
  'behaviour-of-other-category',
  'field-not-listed',
] as const;
export type IntakeCode = (typeof INTAKE_CODES)[number];

/** A refusal with the columns it is about, by their place from 0. */
export interface Refusal {
  readonly code: IntakeCode;
  readonly columns: readonly number[];
}

export const refusal = (code: IntakeCode, ...columns: readonly number[]): Refusal => ({ code, columns });
