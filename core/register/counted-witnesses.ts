/** Which witnesses an auditor counts, and how many of them must have cosigned a head. */
import { equalBytes } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { NOTE_COSIGNATURE, type NoteVerifier, noteVerifier, parseVkey } from './note-keys.ts';
import type { Suite } from './suite.ts';

export interface CountedWitnesses {
  /** Verifier keys (C2SP signed-note). */
  readonly vkeys: readonly string[];
  readonly quorum: number;
}

export type WitnessListCode = 'bad-witness-list';

/**
 * What a gateway says of its own witnesses: worth as much as its word, until it is pinned.
 * @throws DuecheckError `bad-witness-list`
 */
export function parseWitnessList(text: string): CountedWitnesses {
  const [first = '', ...vkeys] = text.trimEnd().split('\n');
  const [, quorum] = /^quorum (\d{1,3})$/.exec(first) ?? [];
  if (quorum === undefined || Number(quorum) > vkeys.length || (Number(quorum) === 0 && vkeys.length > 0))
    throw new DuecheckError<WitnessListCode>('bad-witness-list', 'the list of witnesses is not in its form');
  return { vkeys, quorum: Number(quorum) };
}

/**
 * Keys of witnesses, each of them another one: one key under two names would be counted twice.
 * @throws DuecheckError `bad-key`, `unknown-key-type`, `ambiguous-key`
 */
export function witnessVerifiers(vkeys: readonly string[], suite: Suite): NoteVerifier[] {
  const verifiers = vkeys.map((vkey) => {
    // A plain signature carries no time and binds to no protocol: a log's own key must not pass for a witness.
    if (parseVkey(vkey, suite).type !== NOTE_COSIGNATURE)
      throw new DuecheckError('unknown-key-type', 'the key of a witness is of type 0x04 (tlog-cosignature)');
    return noteVerifier(vkey, suite);
  });
  verifiers.forEach((verifier, i) => {
    if (verifiers.slice(0, i).some((other) => equalBytes(other.publicKey, verifier.publicKey)))
      throw new DuecheckError('ambiguous-key', `the key of ${verifier.name} is named twice`);
  });
  return verifiers;
}

/**
 * A log that cosigns itself is no witness, whatever its key is called.
 * @throws DuecheckError as `witnessVerifiers`, and `ambiguous-key` for the log's own key
 */
export function countedVerifiers({ vkeys }: CountedWitnesses, log: NoteVerifier, suite: Suite): NoteVerifier[] {
  const verifiers = witnessVerifiers(vkeys, suite);
  if (verifiers.some(({ publicKey }) => equalBytes(publicKey, log.publicKey)))
    throw new DuecheckError('ambiguous-key', 'the log names its own key as a witness');
  return verifiers;
}
