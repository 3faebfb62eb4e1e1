/**
 * What may leave the process: only heads that were committed, that extend the last one, and that the head file holds.
 * Whoever reads a head later than the file cannot be told another history by a database that was rolled back.
 */
import { equalBytes } from '@duecheck/core/bytes';
import type { Suite, TreeHash } from '@duecheck/core/register';
import { failPoint } from '../fail-points.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Database } from '../store/database.ts';
import { halt } from './errors.ts';
import { type Head, insertFirstHead, openOwnHead, signHead } from './head.ts';
import { readHeadFile, writeHeadFile } from './head-file.ts';
import { rootIs, whatIsMissing } from './known-head.ts';
import { newestShard } from './shards.ts';

export interface PublicationWorld {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly tree: TreeHash;
  /** Of the register's first log, where the database has none. */
  readonly origin: string;
  readonly headFile: string;
}

export interface Publication {
  readonly head: () => Head;
  /** Publishes the database's head if it is newer. @throws DuecheckError as `openPublication` */
  readonly advance: () => Promise<void>;
}

/**
 * Compares the head file with the database, and opens the log where there is none yet.
 * @throws DuecheckError `register-behind-head`, `frontier-mismatch`, `head-unreadable`
 */
export async function openPublication(world: PublicationWorld): Promise<Publication> {
  const { db, origin, tree } = world;
  const filed = readFiled(world);
  // A file of an earlier year or epoch still says what this database must hold; checked before anything is opened.
  if (filed !== undefined) await assertHolds(world, filed);
  if ((await newestShard(db, origin)) === undefined)
    await insertFirstHead(db, await signHead({ origin, size: 0n, root: tree.empty }, world.keys, world.suite));
  let published = await publish(world, filed);

  return {
    head: () => published,
    advance: async () => {
      published = await publish(world, published);
    },
  };
}

/** @param last what this process published before; what it publishes now must extend that. */
async function publish(world: PublicationWorld, last: Head | undefined): Promise<Head> {
  const { db, origin, headFile } = world;
  const stored = await newestShard(db, origin);
  if (stored === undefined) throw halt('register-behind-head', 'the database has lost its head');
  if (last?.checkpoint === stored.checkpoint) return last;
  // Of last year's log it must still hold all, also where that has ended since.
  if (last !== undefined) await assertHolds(world, last, last.origin === stored.origin ? stored : undefined);
  await assertAddsUp(world, stored);
  failPoint('sequencer.before-head-file');
  writeHeadFile(headFile, stored.checkpoint);
  failPoint('sequencer.after-head-file');
  const { root, size, checkpoint } = stored;
  return { origin: stored.origin, size, root, checkpoint };
}

/** That the log of `known` in the database is as long as it was, and the same as far as that. */
async function assertHolds(world: PublicationWorld, known: Head, read?: Head): Promise<void> {
  const missing = await whatIsMissing(world, known, read);
  if (missing !== undefined) throw halt('register-behind-head', `${missing} was published`);
}

/** That the stored head is ours and the tiles add up to it. */
async function assertAddsUp(world: PublicationWorld, stored: Head): Promise<void> {
  let signed: Head;
  try {
    signed = openOwnHead(stored.checkpoint, stored.origin, world.keys, world.suite);
  } catch (cause) {
    throw halt('head-unreadable', 'the stored head is not signed by a key of the ring', cause);
  }
  if (signed.size !== stored.size || !equalBytes(signed.root, stored.root))
    throw halt('head-unreadable', 'the stored head is not the one that was signed');
  if (!(await rootIs(world, stored)))
    throw halt('frontier-mismatch', `the stored tiles do not add up to the head of size ${stored.size}`);
}

function readFiled({ headFile, keys, suite }: PublicationWorld): Head | undefined {
  const note = readHeadFile(headFile);
  if (note === undefined) return undefined;
  try {
    return openOwnHead(note, note.slice(0, note.indexOf('\n')), keys, suite);
  } catch (cause) {
    throw halt('head-unreadable', `${headFile}: not a head that a key of the ring signed`, cause);
  }
}
