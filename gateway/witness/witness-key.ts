/** The key of a witness: an Ed25519 seed that signs cosignatures and nothing else. */
import { randomBytes } from 'node:crypto';
import { DuecheckError } from '@duecheck/core/errors';
import {
  formatSkey,
  formatVkey,
  isKeyName,
  NOTE_COSIGNATURE,
  NOTE_ED25519,
  type NoteSigner,
  noteKeyId,
  parseSkey,
} from '@duecheck/core/register';
import { readNoteKey } from '../keys/note-key-file.ts';
import { intl1, publicKeyOf } from '../keys/suite-intl-1.ts';
import { replaceFile } from '../replace-file.ts';

export interface WitnessKey {
  readonly signer: NoteSigner;
  /** What a log's operator and its auditors need to know of it. */
  readonly vkey: string;
}

/**
 * C2SP's private key text knows no type of its own for cosigners: the same seed under type 0x04 (tlog-cosignature) has
 * another id, so that a cosignature never passes as a log's signature.
 * @throws DuecheckError as `readNoteKey`
 */
export function readWitnessKey(file: string): WitnessKey {
  const { name, seed } = readNoteKey(file, parseSkey);
  const publicKey = publicKeyOf(seed);
  const id = noteKeyId(name, NOTE_COSIGNATURE, publicKey, intl1);
  return {
    signer: { name, id, sign: (message) => intl1.sign(seed, message) },
    vkey: formatVkey({ name, id, type: NOTE_COSIGNATURE, publicKey }),
  };
}

/** @throws DuecheckError `bad-key`: no name that a key may bear */
export function writeWitnessKey(file: string, name: string): void {
  if (!isKeyName(name)) throw new DuecheckError('bad-key', 'a key name is not empty and holds neither space nor plus');
  const seed = randomBytes(32);
  const id = noteKeyId(name, NOTE_ED25519, publicKeyOf(seed), intl1);
  replaceFile(file, `${formatSkey({ name, id, seed })}\n`);
}
