/**
 * What a witness remembers: the last head of each log that it signed for, in a file of its own. Comparing and writing are
 * one synchronous step of one process (`state-lock.ts` keeps others away), so no request can roll another one back.
 */
import { readFileSync } from 'node:fs';
import { equalBytes, fromBase64, toBase64 } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import { HASH_BYTES, type WitnessHead, type WitnessStore } from '@duecheck/core/register';
import * as z from 'zod/mini';
import { failPoint } from '../fail-points.ts';
import { replaceFile } from '../replace-file.ts';
import type { WitnessStateCode } from './errors.ts';

const HeadsFile = z.strictObject({
  v: z.literal(1),
  heads: z.array(
    z.strictObject({
      origin: z.string(),
      size: z.string().check(z.regex(/^(?:0|[1-9]\d{0,19})$/)),
      root: z.base64(),
      note: z.string(),
    }),
  ),
});

type Heads = ReadonlyMap<string, WitnessHead>;

/** @param assertOurs throws where the file is no longer this process's to write. */
export function headsFile(path: string, assertOurs: () => void): WitnessStore {
  return {
    read: async (origin) => readHeads(path).get(origin),
    async compareAndSet(origin, expected, next) {
      assertOurs();
      const heads = readHeads(path);
      if (!isSame(heads.get(origin), expected)) return false;
      writeHeads(path, new Map([...heads, [origin, next]]));
      return true;
    },
  };
}

/** @throws DuecheckError `witness-state-missing`, `witness-state-unreadable` */
export function readHeads(path: string): Heads {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const why = `${path}: the heads that this key signed for are gone; restore them, or begin with a new key`;
    throw new DuecheckError<WitnessStateCode>('witness-state-missing', why, { cause });
  }
  try {
    const { heads } = HeadsFile.parse(JSON.parse(text));
    return new Map(
      heads.map(({ origin, size, root, note }) => [origin, { size: BigInt(size), root: hash(root), note }]),
    );
  } catch (cause) {
    const why = `${path}: not the heads of a witness; nothing is signed`;
    throw new DuecheckError<WitnessStateCode>('witness-state-unreadable', why, { cause });
  }
}

export function writeHeads(path: string, heads: Heads): void {
  const listed = [...heads].map(([origin, { size, root, note }]) => ({
    origin,
    size: String(size),
    root: toBase64(root),
    note,
  }));
  replaceFile(path, `${JSON.stringify({ v: 1, heads: listed }, null, 2)}\n`, () => failPoint('witness.before-rename'));
  failPoint('witness.after-rename');
}

function hash(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes.length !== HASH_BYTES) throw new RangeError('not a hash');
  return bytes;
}

const isSame = (a: WitnessHead | undefined, b: WitnessHead | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.size === b.size && equalBytes(a.root, b.root);
