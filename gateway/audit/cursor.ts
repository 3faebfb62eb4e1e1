/**
 * Where a page ended. What the last row's columns hold is told as it is stored, and so is this: an altered time or id must be seen, and
 * not end the reading.
 */
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '@duecheck/core/bytes';

export interface Place {
  readonly at: string;
  readonly id: string;
}

export const cursorAfter = ({ at, id }: Place): string => toBase64Url(utf8(JSON.stringify([at, id])));

/** @param cursor as the contract has checked it */
export function placeOf(cursor: string): Place {
  const [at, id] = JSON.parse(fromUtf8(fromBase64Url(cursor))) as [string, string];
  return { at, id };
}
