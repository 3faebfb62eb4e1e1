/**
 * What was refused, beside the input: `FILE.rejects.ndjson`, one line a row with its line, columns and code. The row's text
 * only under the importer's own key, so that whoever finds the file reads no name: a content key a run, wrapped for the
 * importer (JWE, ECDH-ES+A256KW, RFC 7518 §4.6, RFC 8037 for X25519), and each row under it (`dir`, A256GCM). Without a
 * key there are codes only.
 */
import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DuecheckError } from '@duecheck/core/errors';
import { CompactEncrypt } from 'jose';
import type { IntakeCode } from './codes.ts';

export interface Reject {
  readonly line: number;
  readonly code: IntakeCode;
  /** Headers of the columns concerned; they hold no data. */
  readonly columns: readonly string[];
  /** Header → cell, without denied columns and without cells that no header names. null: nothing could be read. */
  readonly row: Readonly<Record<string, string>> | null;
}

export interface RejectsFile {
  readonly path: string;
  /** Appends and waits until it is on disk. @returns the file's length: what a resumed run cuts it to */
  readonly write: (rejects: readonly Reject[]) => Promise<number>;
  readonly close: () => Promise<void>;
}

export const rejectsPathOf = (file: string): string => `${file}.rejects.ndjson`;

/** Whether a rejects file still holds what an earlier part of this run wrote. */
export const hasRejects = (path: string, bytes: number): boolean =>
  bytes === 0 || (existsSync(path) && statSync(path).size >= bytes);

/**
 * @param from length up to which an earlier part of this run wrote; what lies beyond was never committed
 * @throws DuecheckError `rejects-unwritable`: the run stays as it was committed and can be resumed
 */
export async function openRejects(path: string, key: KeyObject | null, from: number): Promise<RejectsFile> {
  // Made with the first refusal: a clean file leaves none behind.
  let handle: FileHandle | undefined;
  let length = from;
  let contentKey: Uint8Array | undefined;
  const start = async (): Promise<FileHandle> => {
    const opened = await open(path, from > 0 ? 'r+' : 'w', 0o600).catch(unwritable);
    await opened.truncate(from).catch(unwritable);
    return opened;
  };
  if (from > 0) handle = await start();
  return {
    path,
    async write(rejects) {
      if (rejects.length === 0) return length;
      handle ??= await start();
      const lines: string[] = [];
      if (key !== null && contentKey === undefined) {
        contentKey = randomBytes(32);
        lines.push(JSON.stringify({ key: await wrapContentKey(contentKey, key) }));
      }
      for (const { line, code, columns, row } of rejects) {
        const sealed = contentKey === undefined || row === null ? {} : { row: await sealRow(row, contentKey) };
        lines.push(JSON.stringify({ line, code, columns, ...sealed }));
      }
      const bytes = Buffer.from(`${lines.join('\n')}\n`);
      await handle.write(bytes, 0, bytes.length, length).catch(unwritable);
      await handle.datasync().catch(unwritable);
      length += bytes.length;
      return length;
    },
    close: async () => handle?.close(),
  };
}

/** A read-only folder, a full disk, a folder in its place: what is refused could not be told, so its rows are not taken. */
function unwritable(cause: unknown): never {
  throw new DuecheckError('rejects-unwritable', 'the file of refused rows beside the input cannot be written', {
    cause,
  });
}

export const wrapContentKey = (contentKey: Uint8Array, importer: KeyObject): Promise<string> =>
  new CompactEncrypt(contentKey).setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' }).encrypt(importer);

export const sealRow = (row: object, contentKey: Uint8Array): Promise<string> =>
  new CompactEncrypt(Buffer.from(JSON.stringify(row)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(contentKey);

/** @param file a public key as JWK or PEM. @throws DuecheckError `rejects-key-wrong` */
export const readRejectsKey = (file: string): KeyObject => parseRejectsKey(readFileSync(file, 'utf8'));

/**
 * @param text a public key as JWK or PEM: X25519, or P-256
 * @throws DuecheckError `rejects-key-wrong`
 */
export function parseRejectsKey(text: string): KeyObject {
  try {
    const key = text.trimStart().startsWith('{')
      ? createPublicKey({ key: JSON.parse(text), format: 'jwk' })
      : createPublicKey(text);
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    if (type === 'x25519' || (type === 'ec' && details?.namedCurve === 'prime256v1')) return key;
  } catch {
    // Said below, without what the text holds: it might be a private key.
  }
  throw new DuecheckError('rejects-key-wrong', 'the key for rejects is no public X25519 or P-256 key in JWK or PEM');
}
