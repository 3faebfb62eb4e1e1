/**
 * A register begins a log under a new name each year, and after a loss. Whoever told the witness to trust a key for one of them
 * meant the register: the same key signs for those that come after it, and nobody has to be awake at midnight.
 */
import {
  formatVkey,
  type KnownLogs,
  NOTE_ED25519,
  type NoteVerifier,
  noteKeyId,
  noteVerifier,
} from '@duecheck/core/register';
import { intl1 } from '../keys/suite-intl-1.ts';
import { byAge, parseOrigin } from '../register/log-origin.ts';

export function withLaterLogs(logs: ReadonlyMap<string, readonly NoteVerifier[]>): KnownLogs {
  const earlierOf = (origin: string): readonly NoteVerifier[] => {
    const later = parseOrigin(origin);
    return [...logs].flatMap(([name, verifiers]) => {
      const named = parseOrigin(name);
      const precedes = named && later && named.register === later.register && byAge(named, later) < 0;
      return precedes ? verifiers : [];
    });
  };
  return {
    get(origin) {
      const said = logs.get(origin);
      if (said !== undefined) return said;
      const keys = new Map(
        earlierOf(origin).map(({ publicKey }) => [Buffer.from(publicKey).toString('hex'), publicKey]),
      );
      return keys.size === 0 ? undefined : [...keys.values()].map((key) => under(origin, key));
    },
  };
}

/** The same key under another log's name: a key's id depends on it (C2SP signed-note). */
const under = (name: string, publicKey: Uint8Array): NoteVerifier =>
  noteVerifier(
    formatVkey({ name, id: noteKeyId(name, NOTE_ED25519, publicKey, intl1), type: NOTE_ED25519, publicKey }),
    intl1,
  );
