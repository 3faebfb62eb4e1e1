import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ProofBundle } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';

export type BundleCode = 'bundle-unreadable' | 'file-missing';

/** @returns the bundle, and the path of the file beside it that it proves. @throws DuecheckError BundleCode */
export function readBundle(path: string): { readonly bundle: ProofBundle; readonly filePath: string } {
  let bundle: ProofBundle;
  try {
    bundle = ProofBundle.parse(JSON.parse(readOr(path, 'bundle-unreadable').toString()));
  } catch (cause) {
    if (cause instanceof DuecheckError) throw cause;
    throw new DuecheckError<BundleCode>('bundle-unreadable', `${path}: not a proof bundle`, { cause });
  }
  const { name } = bundle.file;
  // A bundle names a file beside it, never one elsewhere on this machine.
  if (basename(name) !== name || name === '..' || /[\\/]/.test(name))
    throw new DuecheckError<BundleCode>('bundle-unreadable', `${path}: it names no file beside it`);
  return { bundle, filePath: join(dirname(path), name) };
}

/** @throws DuecheckError BundleCode */
export function readOr(path: string, code: BundleCode): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new DuecheckError<BundleCode>(code, `${path} cannot be read`, { cause });
  }
}
