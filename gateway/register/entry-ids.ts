import { newId } from '@duecheck/core/contract';
import type { EntryId, Random } from '@duecheck/core/register';

/**
 * Ids that grow within one process, also within one millisecond (RFC 9562 §6.2, method 1: a counter in the high random
 * bits): the sequencer goes by id, so an intent comes before its result.
 */
export function createEntryIds(random: Random): (now: number) => EntryId {
  let last = 0;
  let counter = 0;
  return (now) => {
    const bytes = random(16);
    const high = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // A clock that was set back must not reorder entries; their own instants still say what the clock said.
    if (now > last) {
      last = now;
      counter = high.getUint32(6) & 0x3fff_ffff;
    } else {
      counter += 1;
    }
    high.setUint32(6, counter);
    return newId('ent', { now: last, random: bytes });
  };
}
