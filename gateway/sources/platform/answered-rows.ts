/** The rows of the lists that were asked for, and of no others (DESIGN §1.5), or the reason why they are not all there. */
import { SourceFault } from '../source.ts';
import type { Envelope } from './envelope.ts';

export type Rows = ReadonlyMap<string, readonly unknown[]>;

/**
 * Whatever else the platform sends, measures that it thinks fit and ratings among it, is not even looked at.
 *
 * @param asked lists that the question named
 * @param known all lists that the configuration names: `dataCount` counts these
 * @throws SourceFault `unreadable` where the answer contradicts itself or part of it is missing
 */
export function answeredRows(
  { meaning, data, dataCount }: Pick<Envelope, 'meaning' | 'data' | 'dataCount'>,
  asked: readonly string[],
  known: readonly string[],
): Rows {
  const sent = known.reduce((sum, list) => sum + (Array.isArray(data[list]) ? data[list].length : 0), 0);
  if (meaning !== 'ok') {
    if (sent > 0 || (dataCount ?? 0) > 0) throw unreadable('"no record" with records');
    return new Map();
  }
  // Without its own count an answer that was cut short reads like a whole one.
  if (dataCount !== sent) throw unreadable('other rows than the answer says');
  return new Map(asked.map((list) => [list, rowsOf(data, list)]));
}

function rowsOf(data: Envelope['data'], list: string): readonly unknown[] {
  const rows = data[list];
  if (Array.isArray(rows)) return rows;
  if (rows === null || rows === '') return [];
  throw unreadable(`${list} was asked for and is not there`);
}

const unreadable = (why: string) => new SourceFault('unreadable', why);
