/**
 * What a row that intake would refuse means in an answer. `kept-out`: a rule keeps it out, so it is as if never there, like
 * in a file. `unreadable`: nobody knows what it says, so the picture is not whole, and the answer is none: left out in
 * silence it would make somebody clear by mistake (DESIGN §1.11). In doubt a code is `unreadable`.
 */
import type { IntakeCode } from '../../intake/codes.ts';

export const ROW_CLASSES: Readonly<Record<IntakeCode, 'kept-out' | 'unreadable'>> = {
  // No catalogue item, no record; denied behaviours; no ratings (DESIGN §1.2, §1.8).
  'no-item': 'kept-out',
  'behaviour-excluded': 'kept-out',
  rating: 'kept-out',
  // 浙江省公共信用信息管理条例 art. 2 and 11(2): under eighteen when it was decided; simplified; not final.
  minor: 'kept-out',
  'simplified-procedure': 'kept-out',
  'not-final': 'kept-out',
  // Order 36 of 2025: a minor one without a stated day is not published, so nothing may be shared either.
  'minor-class-unpublished': 'kept-out',

  // Whether one of those rules keeps it out is just what it does not say.
  'procedure-unstated': 'unreadable',
  'finality-unstated': 'unreadable',
  'term-unknown': 'unreadable',

  // Whose it is cannot be told.
  'name-missing': 'unreadable',
  'subject-missing': 'unreadable',
  'subject-masked': 'unreadable',
  'subject-invalid': 'unreadable',
  'subject-old-number': 'unreadable',

  // What it says cannot be told.
  'organ-missing': 'unreadable',
  'document-number-missing': 'unreadable',
  'date-missing': 'unreadable',
  'date-invalid': 'unreadable',
  'date-future': 'unreadable',
  'value-unknown': 'unreadable',
  'field-missing': 'unreadable',
  form: 'unreadable',
  // Its lists are newer than ours, or older.
  'no-such-behaviour': 'unreadable',
  'behaviour-of-other-category': 'unreadable',
  'no-such-type': 'unreadable',
  'no-such-category': 'unreadable',
  'type-of-other-category': 'unreadable',
  'field-not-listed': 'unreadable',

  // The row itself is broken.
  'not-json': 'unreadable',
  'nested-value': 'unreadable',
  columns: 'unreadable',
  'no-header': 'unreadable',
  'columns-disagree': 'unreadable',
  'cell-too-long': 'unreadable',
  'control-characters': 'unreadable',
  'characters-lost': 'unreadable',
  formula: 'unreadable',

  // Of files: no answer can have them.
  'not-a-workbook': 'unreadable',
  'old-workbook': 'unreadable',
  'workbook-too-large': 'unreadable',
  'rest-unreadable': 'unreadable',
  'row-too-long': 'unreadable',
  quotes: 'unreadable',
};
