/** What a head that is served says, beside what was seen before. */
import { utf8 } from '@duecheck/core/bytes';
import {
  byAge,
  isOneHistory,
  type OpenedCheckpoint,
  openCheckpoint,
  parseOrigin,
  treeHash,
} from '@duecheck/core/register';
import { placeOfLog, registerText, tilesOf } from './register-text.ts';
import { type Believed, newestSeen, originOf, seenOf, suite, verifierFor } from './trust.ts';

/** `origin`: another register, an older log than before, or a new epoch, which only a loss begins. */
export type HeadFault = 'rollback' | 'fork' | 'unsigned' | 'origin';

const tree = treeHash(suite.hash);

/** @returns null where nothing speaks against it. Rejects where the gateway does not answer. */
export async function compareHead(known: Believed, served: string): Promise<HeadFault | null> {
  const origin = originOf(served) ?? '';
  const before = newestSeen(known);
  if (before !== null && before !== origin && !follows(known, before, origin)) return 'origin';
  const head = opened(known, served, origin);
  if (head === null) return 'unsigned';
  if (before !== null && before !== origin) {
    // The log that ended must still be there as it was seen.
    const ended = (await registerText(`${placeOfLog(before)}/checkpoint`)) ?? '';
    const left = opened(known, ended, before);
    const fault = left === null ? ('unsigned' as const) : await grown(known, left);
    if (fault !== null) return fault;
  }
  return grown(known, head);
}

async function grown(known: Believed, head: OpenedCheckpoint): Promise<HeadFault | null> {
  const seen = seenOf(known, head.origin);
  if (seen === null) return null;
  if (head.size < seen.size) return 'rollback';
  return (await isOneHistory(seen, head, { fetchTile: tilesOf(head.origin), tree })) ? null : 'fork';
}

/** A year's log comes after an earlier year's, by itself; a new epoch comes after a loss, which somebody has to explain. */
function follows(known: Believed, before: string, origin: string): boolean {
  const [old, next] = [parseOrigin(before), parseOrigin(origin)];
  if (old === undefined || next === undefined || old.register !== next.register) return false;
  return byAge(old, next) < 0 && next.year > old.year && next.epoch === 1 && known.seen[origin] === undefined;
}

function opened(known: Believed, note: string, origin: string): OpenedCheckpoint | null {
  try {
    return openCheckpoint(utf8(note), verifierFor(known, origin));
  } catch {
    return null;
  }
}
