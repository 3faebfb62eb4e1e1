/** When two deliveries mean the same record: one organ, one document number, one subject, one type. */
import type { Suite } from '@duecheck/core/register';
import { remembered } from './remembered.ts';

/** @param subjectKey keyed already, so a plain hash tells nobody whose record it is */
export const recordId = (
  suite: Pick<Suite, 'hash'>,
  organ: string,
  documentNumber: string,
  subjectKey: Uint8Array,
  type: string,
): string => {
  const rest = JSON.stringify(['duecheck/record/v1', type, sameOrgan(organ), sameText(documentNumber)]);
  const hash = suite.hash(Buffer.concat([subjectKey, Buffer.from(rest)]));
  return `rec_${Buffer.from(hash).toString('base64url')}`;
};

/** Brackets and blanks differ between city and province for the same document: 〔2026〕, [2026], (2026). */
export const sameText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〔［[【(（]/g, '(')
    .replace(/[〕］\]】)）]/g, ')');

/** A file comes from a few organs. */
const sameOrgan = remembered(sameText);
