/** C2SP signed-note: text that one or more keys signed. Checkpoints, catalogues and bindings travel as notes. */
import { concat, equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { isKeyName, type NoteVerifier } from './note-keys.ts';

/** C2SP asks for at least 16; Go's library stops at 100, and so do we. */
const MAX_SIGNATURES = 100;

export type NoteCode = 'malformed' | 'bad-signature' | 'ambiguous-key' | 'unverified' | 'threshold';

export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  /** What follows the key id. */
  readonly signature: Uint8Array;
}

export interface OpenedNote {
  /** Ends in a newline. */
  readonly text: string;
  readonly verified: readonly NoteSignature[];
  /** By keys that we do not know; they say nothing. */
  readonly unverified: readonly NoteSignature[];
}

/**
 * Verifies a note against the keys that we know.
 * @throws DuecheckError `malformed`; `bad-signature`: a known key's signature does not verify, so the whole note is
 *   refused; `ambiguous-key`: two verifiers share name and id; `unverified`: no known key signed.
 */
export function openNote(bytes: Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(bytes);
  const verified: NoteSignature[] = [];
  const unverified: NoteSignature[] = [];
  for (const signature of signatures) {
    const known = verifiers.filter((verifier) => isBy(signature, verifier));
    if (known.length > 1) throw fault('ambiguous-key', 'two known keys share name and id');
    const verifier = known[0];
    if (!verifier) {
      if (!unverified.some((seen) => isBy(signature, seen) && equalBytes(signature.signature, seen.signature)))
        unverified.push(signature);
    } else if (!verified.some((seen) => isBy(signature, seen))) {
      if (!verifier.verify(text, signature.signature)) throw fault('bad-signature', 'a known key did not sign this');
      verified.push(signature);
    }
  }
  if (verified.length === 0) throw fault('unverified', 'no known key signed this');
  return { text, verified, unverified };
}

/**
 * Opens a note that needs several signers, as lists and bindings do (PROTOCOL, Signing lists and bindings).
 * @param threshold how many different known keys must have signed.
 * @throws as `openNote`, and `threshold`: too few signed; `ambiguous-key` too where one public key is known by two names,
 *   so that one person cannot count twice.
 */
export function openNoteByThreshold(
  bytes: Uint8Array,
  verifiers: readonly NoteVerifier[],
  threshold: number,
): OpenedNote {
  if (verifiers.some((a, i) => verifiers.slice(i + 1).some((b) => equalBytes(a.publicKey, b.publicKey))))
    throw fault('ambiguous-key', 'one key is known by two names');
  const note = openNote(bytes, verifiers);
  if (note.verified.length < threshold) throw fault('threshold', `${note.verified.length} of ${threshold} signatures`);
  return note;
}

/** Splits a note without believing it. @throws DuecheckError `malformed` */
export function parseNote(bytes: Uint8Array): { text: string; signatures: NoteSignature[] } {
  let note: string;
  try {
    note = fromUtf8(bytes);
  } catch (cause) {
    throw fault('malformed', 'not UTF-8', cause);
  }
  if (hasControl(bytes)) throw fault('malformed', 'control character');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw fault('malformed', 'no signatures');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw fault('malformed', 'too many signatures');
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) throw fault('malformed', 'not a signature line');
  let blob: Uint8Array;
  try {
    blob = fromBase64(encoded);
  } catch (cause) {
    throw fault('malformed', 'signature is not base64', cause);
  }
  if (blob.length < 5) throw fault('malformed', 'signature is too short');
  return { name, id: blob.subarray(0, 4), signature: blob.subarray(4) };
}

/** One line of a note's signature block, with its newline. */
export const formatSignatureLine = ({ name, id, signature }: NoteSignature): string =>
  `\u2014 ${name} ${toBase64(concat(id, signature))}\n`;

/** @param text ends in a newline and holds no other control character. @throws DuecheckError `malformed` */
export function formatNote(text: string, signatures: readonly NoteSignature[]): string {
  if (!text.endsWith('\n') || hasControl(utf8(text))) throw fault('malformed', 'note text must end in a newline');
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`;
}

export interface NoteSigner {
  readonly name: string;
  readonly id: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** @throws DuecheckError `malformed`, as `formatNote` */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  formatNote(text, []);
  const message = utf8(text);
  return formatNote(
    text,
    await Promise.all(
      signers.map(async (signer) => ({ name: signer.name, id: signer.id, signature: await signer.sign(message) })),
    ),
  );
}

/** Any ASCII control character but newline. */
const hasControl = (bytes: Uint8Array): boolean => bytes.some((byte) => byte < 0x20 && byte !== 0x0a);

/** Name and id together identify a key; either alone does not. */
export const isBy = (a: { name: string; id: Uint8Array }, b: { name: string; id: Uint8Array }): boolean =>
  a.name === b.name && equalBytes(a.id, b.id);

const fault = (code: NoteCode, why: string, cause?: unknown) =>
  new DuecheckError(code, `signed note: ${why}`, { cause });
