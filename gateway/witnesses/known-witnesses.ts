/** The witnesses that a log is configured with: whom it asks, and whose cosignatures count. */
import { equalBytes } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import { NOTE_COSIGNATURE, type NoteVerifier, noteVerifier, parseVkey } from '@duecheck/core/register';
import { intl1 } from '../keys/suite-intl-1.ts';

export interface WitnessSetting {
  /** Its submission prefix (C2SP tlog-witness). */
  readonly url: string;
  readonly vkey: string;
}

/** Plain data, which a thread can be handed. */
export interface WitnessSettings {
  readonly asked: readonly WitnessSetting[];
  /** How many of them must have cosigned a head before it counts as cosigned. */
  readonly quorum: number;
}

export const NO_WITNESSES: WitnessSettings = { asked: [], quorum: 0 };

/**
 * Keys of witnesses, each of them another one: one key under two names would be counted twice.
 * @throws DuecheckError `bad-key`, `unknown-key-type`, `ambiguous-key`
 */
export function witnessVerifiers(vkeys: readonly string[]): NoteVerifier[] {
  const verifiers = vkeys.map((vkey) => {
    // A plain signature carries no time and binds to no protocol: a log's own key must not pass for a witness.
    if (parseVkey(vkey, intl1).type !== NOTE_COSIGNATURE)
      throw new DuecheckError('unknown-key-type', 'the key of a witness is of type 0x04 (tlog-cosignature)');
    return noteVerifier(vkey, intl1);
  });
  verifiers.forEach((verifier, i) => {
    if (verifiers.slice(0, i).some((other) => equalBytes(other.publicKey, verifier.publicKey)))
      throw new DuecheckError('ambiguous-key', `the key of ${verifier.name} is named twice`);
  });
  return verifiers;
}
