/** C2SP tlog-cosignature: making and reading a witness's line. */
import { concat, fromBase64 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { cosignedMessage, readTimestamp, writeTimestamp } from './cosignature-message.ts';
import type { NoteSignature, NoteSigner } from './note.ts';

export type CosignatureCode = 'bad-cosignature';

/** @param text the checkpoint's note text. @param timestamp POSIX seconds by the witness's own clock. */
export async function cosign(text: string, timestamp: bigint, witness: NoteSigner): Promise<NoteSignature> {
  const signature = await witness.sign(cosignedMessage(timestamp, text));
  return { name: witness.name, id: witness.id, signature: concat(writeTimestamp(timestamp), signature) };
}

/** When the witness says it saw the checkpoint, in POSIX seconds. Verify first. @throws DuecheckError `bad-cosignature` */
export function cosignatureTime({ signature }: Pick<NoteSignature, 'signature'>): bigint {
  const timestamp = readTimestamp(signature);
  if (timestamp === undefined)
    throw new DuecheckError<CosignatureCode>('bad-cosignature', 'not a timestamped cosignature');
  return timestamp;
}

/** The same from the base64 of a signature line. @throws DuecheckError `bad-cosignature` */
export function cosignatureTimeOfLine(base64: string): bigint {
  let blob: Uint8Array;
  try {
    blob = fromBase64(base64);
  } catch (cause) {
    throw new DuecheckError<CosignatureCode>('bad-cosignature', 'not base64', { cause });
  }
  return cosignatureTime({ signature: blob.subarray(4) });
}
