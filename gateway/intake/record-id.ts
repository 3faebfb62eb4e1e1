/** When two deliveries mean the same record: one organ, one document number, one subject, one type. */
import { concat, toBase64Url, utf8 } from '@duecheck/core/bytes';
import type { Suite } from '@duecheck/core/register';

/** @param subjectKey keyed already, so a plain hash tells nobody whose record it is */
export const recordId = (
  suite: Pick<Suite, 'hash'>,
  organ: string,
  documentNumber: string,
  subjectKey: Uint8Array,
  type: string,
): string => {
  const rest = JSON.stringify(['duecheck/record/v1', type, sameText(organ), sameText(documentNumber)]);
  return `rec_${toBase64Url(suite.hash(concat(subjectKey, utf8(rest))))}`;
};

/** Brackets and blanks differ between city and province for the same document: 〔2026〕, [2026], (2026). */
export const sameText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〔［[【(（]/g, '(')
    .replace(/[〕］\]】)）]/g, ')');
