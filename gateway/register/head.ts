/** The log's newest head: a row that is compared and swapped, signed as a C2SP checkpoint. */
import { utf8 } from '@duecheck/core/bytes';
import {
  type Checkpoint,
  formatCheckpoint,
  formatVkey,
  NOTE_ED25519,
  type NoteKey,
  type NoteVerifier,
  noteKeyId,
  noteVerifier,
  openCheckpoint,
  type Suite,
  signNote,
} from '@duecheck/core/register';
import { type KeyRing, type SigningKey, signerOf } from '../keys/key-ring.ts';
import type { Database, Trx } from '../store/database.ts';

export interface Head {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  /** The signed note. */
  readonly checkpoint: string;
}

const noteKey = (key: SigningKey, origin: string, suite: Suite): NoteKey => ({
  name: origin,
  id: noteKeyId(origin, NOTE_ED25519, key.publicKey, suite),
  type: NOTE_ED25519,
  publicKey: key.publicKey,
});

export const vkeyOf = (key: SigningKey, origin: string, suite: Suite): string =>
  formatVkey(noteKey(key, origin, suite));

/** Verifier keys of a log, newest first. */
export const vkeysOf = (keys: KeyRing, origin: string, suite: Suite): string[] =>
  keys.all('log').map((key) => vkeyOf(key, origin, suite));

/**
 * Signed by every log key of the ring that still signs, newest first: whoever pinned the older key needs no other until the
 * operator ends it.
 */
export async function signHead(head: Omit<Checkpoint, 'extension'>, keys: KeyRing, suite: Suite): Promise<Head> {
  const signing = keys.all('log').filter(({ secretKey }) => secretKey !== null);
  const signers = signing.map((key) => ({
    ...noteKey(key, head.origin, suite),
    sign: signerOf(key, suite).sign,
  }));
  return { ...head, checkpoint: await signNote(formatCheckpoint({ ...head, extension: '' }), signers) };
}

/**
 * Opens a checkpoint that one of our own keys must have signed.
 * @throws DuecheckError as `openCheckpoint`
 */
export function openOwnHead(note: string, origin: string, keys: KeyRing, suite: Suite): Head {
  const verifiers = vkeysOf(keys, origin, suite).map((vkey) => noteVerifier(vkey, suite));
  let last: unknown;
  for (const verifier of verifiers as [NoteVerifier, ...NoteVerifier[]]) {
    try {
      const { size, root } = openCheckpoint(utf8(note), verifier);
      return { origin, size, root, checkpoint: note };
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

export async function readHead(db: Database | Trx, origin: string): Promise<Head | undefined> {
  const row = await db.selectFrom('register_head').selectAll().where('origin', '=', origin).executeTakeFirst();
  return row && { origin, size: BigInt(row.size), root: row.root, checkpoint: row.checkpoint };
}

const columnsOf = ({ origin, size, root, checkpoint }: Head) => ({ origin, size: Number(size), root, checkpoint });

/** The first head of a register's first log, of size 0. Whoever comes second changes nothing. */
export async function insertFirstHead(db: Database, head: Head): Promise<void> {
  await db
    .insertInto('register_head')
    .values(columnsOf(head))
    .onConflict((conflict) => conflict.column('origin').doNothing())
    .execute();
}

/** Of a log that follows another one. @param opened its first entry. A second one fails on the table's key. */
export async function insertNextHead(trx: Trx, head: Head, opened: string): Promise<void> {
  await trx
    .insertInto('register_head')
    .values({ ...columnsOf(head), opened })
    .execute();
}

/**
 * @param ended its last entry, where this ends the log: nothing follows this head then.
 * @returns false if the head is no longer `last`: another sequencer was faster
 */
export async function swapHead(trx: Trx, last: Head, next: Head, ended?: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('register_head')
    .set({ ...columnsOf(next), ...(ended !== undefined && { state: 'ended', ended }) })
    .where('state', '=', 'open')
    .where('origin', '=', last.origin)
    .where('size', '=', Number(last.size))
    .where('root', '=', last.root)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
