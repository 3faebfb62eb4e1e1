/** What a row says, in one text: two deliveries that say the same are equal however they write it. */
import { toHex } from '@duecheck/core/bytes';
import type { World } from '../world.ts';
import { sameText } from './record-id.ts';
import type { OfficeDate } from './values/dates.ts';

/** What an office's row is, beside the record that it tells of. */
export interface Delivered {
  /** Days that the record's terms come from, as the row states them. */
  readonly said: readonly OfficeDate[];
  /** Who says as of when: the row itself, or nobody, and then it is the instant of the delivery. */
  readonly vouchedBy: 'row' | 'delivery';
  readonly digestOf: (content: string) => Uint8Array;
}

interface Columns {
  readonly [name: string]: unknown;
  readonly facts: string;
}

const SAID = [
  ...['type', 'category', 'behaviour', 'severity', 'organ', 'item', 'domain', 'occupation', 'licence'],
  ...['decided_on', 'state', 'facts'],
];
/** No cell holds one. */
const BETWEEN = '\u0001';

/**
 * The days as the row states them, not the terms computed of them: where a list of ours sets another length, no organ has
 * said anything new. Brackets, blanks and widths differ between city and province for the same words.
 *
 * @param secret the sealed part as JSON: made for sealing anyway, and half of the text
 */
export function contentText(columns: Columns, secret: string, said: readonly OfficeDate[]): string {
  let text = secret;
  for (const name of SAID) text += BETWEEN + (columns[name] ?? '');
  for (const day of said) text += BETWEEN + (typeof day === 'object' ? day.day : day);
  return sameText(text);
}

/**
 * Keyed, because a row with few unknowns could be searched; under a secret made once a file. A secret of fixed length before
 * the text: what HMAC adds to that, that nobody can lengthen a text, is of no use to anybody here and costs 6 µs a row.
 */
export function createContentDigest({ index, suite }: Pick<World, 'index' | 'suite'>): Delivered['digestOf'] {
  const secret = toHex(index.request('record-content'));
  return (content) => suite.hash(Buffer.from(secret + content));
}
