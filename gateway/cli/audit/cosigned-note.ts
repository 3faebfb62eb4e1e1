/** What each known witness says of one signed head: its line by itself, so that one that does not hold hides no other. */
import { cosignatureTime, isBy, type NoteVerifier, openNote } from '@duecheck/core/register';

/** Clocks differ; nobody's by more than this. */
const SKEW_MS = 5 * 60_000;

export type CosignatureFault =
  /** A line of a known witness that does not verify. */
  | { readonly code: 'cosignature-bad'; readonly witness: string }
  /** It verifies, and names a time that lies ahead, or before entries that it covers were made. */
  | {
      readonly code: 'cosignature-time';
      readonly witness: string;
      /** ISO 8601 */
      readonly at: string;
      readonly why: 'ahead' | 'before-its-entries';
    };

/** A witness whose line counts, and when it says that it saw the head. */
export interface Cosigner {
  readonly name: string;
  /** ISO 8601 */
  readonly at: string;
}

export interface CosignedNote {
  readonly cosigned: readonly Cosigner[];
  readonly silent: readonly string[];
  readonly faults: readonly CosignatureFault[];
}

export interface CosignatureTimes {
  /** By the auditor's clock, in milliseconds. */
  readonly now: number;
  /** When the newest entry under the head was made; null where that is not known, or there is none. */
  readonly newest: number | null;
}

export function readCosigned(
  note: Uint8Array,
  witnesses: readonly NoteVerifier[],
  { now, newest }: CosignatureTimes,
): CosignedNote {
  const cosigned: Cosigner[] = [];
  const silent: string[] = [];
  const faults: CosignatureFault[] = [];
  for (const verifier of witnesses) {
    const { name: witness } = verifier;
    const seen = seenAt(note, verifier);
    if (seen === 'bad') faults.push({ code: 'cosignature-bad', witness });
    else if (seen === 'nothing') silent.push(witness);
    else {
      const at = new Date(seen).toISOString();
      if (seen > now + SKEW_MS) faults.push({ code: 'cosignature-time', witness, at, why: 'ahead' });
      else if (newest !== null && seen < newest - SKEW_MS)
        faults.push({ code: 'cosignature-time', witness, at, why: 'before-its-entries' });
      else cosigned.push({ name: witness, at });
    }
  }
  return { cosigned, silent, faults };
}

/** Milliseconds. Past the year 275760 no date is; such a time lies ahead of everybody all the same. */
const LAST_MS = 8.64e15;

function seenAt(note: Uint8Array, witness: NoteVerifier): number | 'nothing' | 'bad' {
  try {
    const line = openNote(note, [witness]).verified.find((signature) => isBy(signature, witness));
    return line === undefined ? 'bad' : Math.min(Number(cosignatureTime(line)) * 1000, LAST_MS);
  } catch (error) {
    return (error as { code?: string }).code === 'unverified' ? 'nothing' : 'bad';
  }
}
