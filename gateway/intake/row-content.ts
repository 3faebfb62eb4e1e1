/** What a row says, in one text: two deliveries that say the same are equal however they write it. */
import { toHex } from '@duecheck/core/bytes';
import type { World } from '../world.ts';
import { sameText } from './record-id.ts';
import type { ImportedRecord } from './records.ts';
import type { OfficeDate } from './values/dates.ts';

export interface RowContent {
  /** Keyed. */
  readonly digest: Uint8Array;
  /** Who says as of when: the row itself, or nobody, and then it is the instant of the delivery. */
  readonly vouchedBy: 'row' | 'delivery';
}

/**
 * The days as the row states them, not the terms computed of them: where a list of ours sets another length, no organ has
 * said anything new. Brackets, blanks and widths differ between city and province for the same words.
 */
export const contentText = (record: ImportedRecord, said: readonly OfficeDate[]): string => {
  const { id: _id, source: _source, publishUntil: _publish, useUntil: _use, retainUntil: _retain, ...words } = record;
  return sameText(JSON.stringify([words, said]));
};

/**
 * Keyed, because a row with few unknowns could be searched; under a secret made once a file. A secret of fixed length before
 * the text: what HMAC adds to that, that nobody can lengthen a text, is of no use to anybody here and costs 6 µs a row.
 */
export function createContentDigest({ index, suite }: Pick<World, 'index' | 'suite'>): (content: string) => Uint8Array {
  const secret = toHex(index.request('record-content'));
  return (content) => suite.hash(Buffer.from(secret + content));
}
