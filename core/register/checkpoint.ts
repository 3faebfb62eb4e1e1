/** C2SP tlog-checkpoint: a log's name, size and root, as a signed note. */
import { fromBase64, toBase64 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { parseDecimal } from './decimal.ts';
import { isBy, openNote } from './note.ts';
import type { NoteVerifier } from './note-keys.ts';

export interface Checkpoint {
  /** host/register/year/epoch (DESIGN §4). */
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  /** Further lines, each with its newline; empty for ours. */
  readonly extension: string;
}

export type CheckpointCode = 'bad-checkpoint' | 'wrong-origin';

/** The note's text. @throws DuecheckError `bad-checkpoint` */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  if (!origin || size === undefined || root === undefined || rest.pop() !== '') throw bad('not three lines');
  if (text.includes('\r') || rest.includes('')) throw bad('empty line or carriage return');
  const count = parseDecimal(size);
  if (count === undefined) throw bad('size is not a decimal uint64');
  try {
    return { origin, size: count, root: fromBase64(root), extension: rest.map((line) => `${line}\n`).join('') };
  } catch (cause) {
    throw bad('root is not base64', cause);
  }
}

export const formatCheckpoint = ({ origin, size, root, extension }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${extension}`;

export interface OpenedCheckpoint extends Checkpoint {
  /** The note's text: what witnesses cosign. */
  readonly text: string;
  /** Names of the witnesses whose cosignature verified. */
  readonly witnesses: readonly string[];
}

/**
 * Opens a signed checkpoint: the log itself must have signed, under its own origin; witnesses are counted beside it.
 * @throws DuecheckError as `openNote`; `unverified` also where only witnesses signed; `bad-checkpoint`, `wrong-origin`
 */
export function openCheckpoint(
  bytes: Uint8Array,
  log: NoteVerifier,
  witnesses: readonly NoteVerifier[] = [],
): OpenedCheckpoint {
  const note = openNote(bytes, [log, ...witnesses]);
  const others = note.verified.filter((signature) => !isBy(signature, log));
  if (others.length === note.verified.length)
    throw new DuecheckError('unverified', 'signed note: the log did not sign its checkpoint');
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.name)
    throw new DuecheckError<CheckpointCode>('wrong-origin', 'the checkpoint names another log');
  return { ...checkpoint, text: note.text, witnesses: others.map(({ name }) => name) };
}

const bad = (why: string, cause?: unknown) =>
  new DuecheckError<CheckpointCode>('bad-checkpoint', `checkpoint: ${why}`, { cause });
