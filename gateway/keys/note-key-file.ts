/** A key that signs notes, as its holder keeps it: C2SP's private key text in a file that nobody else reads. */
import { readFileSync, statSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';

export type NoteKeyFileCode = 'key-file-missing' | 'key-file-open' | 'key-file-wrong';

const OTHERS = 0o077;

/**
 * @param parse what makes something of the text; whatever it throws is `key-file-wrong`.
 * @throws DuecheckError NoteKeyFileCode; nothing of the file is in the message
 */
export function readNoteKey<Key>(file: string, parse: (skey: string) => Key): Key {
  let text: string;
  try {
    // Windows has no such bits, and says 0o666 of every file.
    if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0)
      throw new DuecheckError<NoteKeyFileCode>('key-file-open', `${file}: others may read this key; chmod 600`);
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof DuecheckError) throw error;
    throw new DuecheckError<NoteKeyFileCode>(
      'key-file-missing',
      `${file}: there is no such file, or it cannot be read`,
    );
  }
  try {
    return parse(text);
  } catch (cause) {
    const why = `${file}: this is no private key of a signed note`;
    throw new DuecheckError<NoteKeyFileCode>('key-file-wrong', why, { cause });
  }
}
