/** A key that signs lists. */
import { signerOf } from '@duecheck/core/lists';
import type { NoteSigner } from '@duecheck/core/register';
import { readNoteKey } from '../keys/note-key-file.ts';

/** @throws DuecheckError as `readNoteKey` */
export const readSigner = (file: string): NoteSigner => readNoteKey(file, signerOf);
