import { toHex } from '@duecheck/core/bytes';

/** A scan of some pages is a few megabytes; the whole file is in memory while its digest is computed. */
export const LARGEST_MIB = 64;

/** SHA-256, lower-case hex. The file goes nowhere. @throws DOMException where the file cannot be read */
export async function digestFile(file: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
}
