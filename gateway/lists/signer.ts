/** A key that signs lists, as its holder keeps it: C2SP's private key text in a file that nobody else reads. */
import { readFileSync, statSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import { signerOf } from '@duecheck/core/lists';
import type { NoteSigner } from '@duecheck/core/register';

export type KeyFileCode = 'key-file-missing' | 'key-file-open' | 'key-file-wrong';

const OTHERS = 0o077;

/** @throws DuecheckError KeyFileCode; nothing of the file is in the message */
export function readSigner(file: string): NoteSigner {
  let text: string;
  try {
    // Windows has no such bits, and says 0o666 of every file.
    if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0)
      throw new DuecheckError<KeyFileCode>('key-file-open', `${file}: others may read this key; chmod 600`);
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof DuecheckError) throw error;
    throw new DuecheckError<KeyFileCode>('key-file-missing', `${file}: there is no such file, or it cannot be read`);
  }
  try {
    return signerOf(text);
  } catch (cause) {
    throw new DuecheckError<KeyFileCode>('key-file-wrong', `${file}: this is no private key of a signed note`, {
      cause,
    });
  }
}
