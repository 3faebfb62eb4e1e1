/** Keys of C2SP signed notes: how they are written down, and what they verify. */
import { concat, equalBytes, fromBase64, toBase64, toHex, utf8 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { cosignedMessage, readTimestamp } from './cosignature-message.ts';
import type { Suite } from './suite.ts';

/** Signature types of C2SP signed-note that this project reads. Others are for other suites. */
export const NOTE_ED25519 = 0x01;
export const NOTE_COSIGNATURE = 0x04;
const KEY_BYTES = 32;

export interface NoteKey {
  readonly name: string;
  /** Four bytes; with the name it identifies key and algorithm. */
  readonly id: Uint8Array;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** What `openNote` needs to know of a key; another suite brings its own. */
export interface NoteVerifier {
  readonly name: string;
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
  /** @param signature what follows the key id on the signature line. Never throws. */
  verify(text: string, signature: Uint8Array): boolean;
}

export type NoteKeyCode = 'bad-key' | 'unknown-key-type';

/** Not empty, no Unicode space, no plus. */
export const isKeyName = (name: string): boolean => /^[^\p{White_Space}+]+$/u.test(name);

/** key ID = H(name ‖ newline ‖ type ‖ public key), first four bytes. */
export const noteKeyId = (name: string, type: number, publicKey: Uint8Array, suite: Pick<Suite, 'hash'>): Uint8Array =>
  suite.hash(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4);

/** @example formatVkey(key) // 'example.com/log+530d903a+AekyeRrm…' */
export const formatVkey = ({ name, id, type, publicKey }: NoteKey): string =>
  `${name}+${toHex(id)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;

/** @throws DuecheckError `bad-key`, `unknown-key-type` */
export function parseVkey(vkey: string, suite: Pick<Suite, 'hash'>): NoteKey {
  const { name, id, type, key } = parseEncodedKey(vkey);
  if (type !== NOTE_ED25519 && type !== NOTE_COSIGNATURE)
    throw new DuecheckError<NoteKeyCode>('unknown-key-type', `note key type ${type} is not supported`);
  if (!equalBytes(id, noteKeyId(name, type, key, suite))) throw badKey('id does not belong to name and key');
  return { name, id, type, publicKey: key };
}

/** The verifier for a key of type 0x01 (a signer) or 0x04 (a witness). */
export function noteVerifier(vkey: string, suite: Suite): NoteVerifier {
  const key = parseVkey(vkey, suite);
  const { name, id, publicKey } = key;
  if (key.type === NOTE_ED25519)
    return { name, id, publicKey, verify: (text, signature) => suite.verify(publicKey, utf8(text), signature) };
  return {
    name,
    id,
    publicKey,
    verify: (text, signature) => {
      const timestamp = readTimestamp(signature);
      return (
        timestamp !== undefined && suite.verify(publicKey, cosignedMessage(timestamp, text), signature.subarray(8))
      );
    },
  };
}

const SECRET = 'PRIVATE+KEY+';

/** A signer's secret key as Go's note tool writes it: `PRIVATE+KEY+<name>+<id>+<base64 of type and 32-byte seed>`. */
export interface NoteSecret {
  readonly name: string;
  readonly id: Uint8Array;
  readonly seed: Uint8Array;
}

/** The message never repeats the key. @throws DuecheckError `bad-key`, `unknown-key-type` */
export function parseSkey(skey: string): NoteSecret {
  if (!skey.startsWith(SECRET)) throw badKey('not a private key');
  const { name, id, type, key } = parseEncodedKey(skey.slice(SECRET.length));
  if (type !== NOTE_ED25519)
    throw new DuecheckError<NoteKeyCode>('unknown-key-type', `note key type ${type} does not sign`);
  return { name, id, seed: key };
}

export const formatSkey = ({ name, id, seed }: NoteSecret): string =>
  `${SECRET}${name}+${toHex(id)}+${toBase64(concat(Uint8Array.of(NOTE_ED25519), seed))}`;

function parseEncodedKey(text: string): { name: string; id: Uint8Array; type: number; key: Uint8Array } {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text);
  if (!match || !isKeyName(match[1] as string)) throw badKey('not name+id+key');
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(match[3] as string);
  } catch (cause) {
    throw badKey('not base64', cause);
  }
  if (bytes.length !== 1 + KEY_BYTES) throw badKey('not a type and 32 bytes');
  const id = Uint8Array.from((match[2] as string).match(/../g) as string[], (byte) => Number.parseInt(byte, 16));
  return { name: match[1] as string, id, type: bytes[0] as number, key: bytes.subarray(1) };
}

const badKey = (why: string, cause?: unknown) =>
  new DuecheckError<NoteKeyCode>('bad-key', `note key: ${why}`, { cause });
