/** Entry bundles: big-endian uint16 length, then the entry, up to 256 of them (C2SP tlog-tiles, "Log entries"). */
import { DuecheckError } from '../errors.ts';

export const MAX_ENTRY_BYTES = 0xffff;

export type BundleCode = 'bad-bundle' | 'entry-too-long';

/** @returns views into `bytes`, not copies. @throws DuecheckError `bad-bundle` if a length overruns the end. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + 2;
    const end = start + (((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0));
    if (start > bytes.length || end > bytes.length)
      throw new DuecheckError<BundleCode>('bad-bundle', `entry ${entries.length} of the bundle overruns it`);
    entries.push(bytes.subarray(start, end));
    at = end;
  }
  return entries;
}

/** @throws DuecheckError `entry-too-long` */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(entries.reduce((n, entry) => n + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES)
      throw new DuecheckError<BundleCode>('entry-too-long', 'a bundle takes entries up to 65,535 bytes');
    out[at] = entry.length >> 8;
    out[at + 1] = entry.length & 0xff;
    out.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return out;
}
