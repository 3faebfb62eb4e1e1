/** C2SP tlog-cosignature, type 0x04: a witness says when it saw a checkpoint. */
import { utf8 } from '../bytes.ts';

const SIGNATURE_BYTES = 64;
const TIMESTAMP_BYTES = 8;

/** What a witness signs. @param timestamp POSIX seconds. @param text the checkpoint's note text, with its last newline. */
export const cosignedMessage = (timestamp: bigint, text: string): Uint8Array =>
  utf8(`cosignature/v1\ntime ${timestamp}\n${text}`);

/** @param signature timestamp (big-endian uint64) ‖ Ed25519 signature. @returns undefined if it is not that long. */
export function readTimestamp(signature: Uint8Array): bigint | undefined {
  if (signature.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return undefined;
  return new DataView(signature.buffer, signature.byteOffset, TIMESTAMP_BYTES).getBigUint64(0);
}

export function writeTimestamp(timestamp: bigint): Uint8Array {
  const bytes = new Uint8Array(TIMESTAMP_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, timestamp);
  return bytes;
}
