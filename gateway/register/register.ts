/**
 * The register of one gateway process (查询使用登记): appends entries in callers' transactions, puts them into the log, and
 * answers what others need to check it. Opened once; several processes may have one open on the same database.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { DuecheckError } from '@duecheck/core/errors';
import { type FetchTile, type Suite, treeHash } from '@duecheck/core/register';
import type { Clock } from '../clock.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { createSubjectKeys, type SubjectKeys } from '../keys/subject-keys.ts';
import type { Database, Trx } from '../store/database.ts';
import { appendEntries } from './append.ts';
import type { AppendedEntry, EntryDraft } from './entry-draft.ts';
import { createEntryIds } from './entry-ids.ts';
import { type EntryProof, type ProvedHead, proveEntry } from './entry-proof.ts';
import type { HaltCode, RegisterAlarm, RegisterCode } from './errors.ts';
import { type Head, vkeysOf } from './head.ts';
import { openPublication, type PublicationWorld } from './publication.ts';
import { createSequencer } from './sequencer.ts';
import { readShards, type Shard } from './shards.ts';
import { readStoredEntries, type StoredEntry, type StoredRange } from './stored-entries.ts';
import { tilesOf } from './tile-table.ts';
import { type OnPiece, type StoredReport, verifyStored } from './verify-stored.ts';

export type { AppendedEntry, EntryDraft } from './entry-draft.ts';
export type { RegisterAlarm } from './errors.ts';
export type { StoredEntry, StoredRange } from './stored-entries.ts';
export type { StoredProblem, StoredReport } from './verify-stored.ts';

export interface RegisterOptions {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly clock: Clock;
  /** Name of the register's first log, where the database has none yet: `<host>/register/<year>/<epoch>`. */
  readonly origin: string;
  /** Where this process keeps the last head that it published, outside the database. */
  readonly headFile: string;
  /** The same object that the rest of the gateway uses, so that a transaction reads each key once. */
  readonly subjectKeys?: SubjectKeys;
  readonly random?: (bytes: number) => Uint8Array;
  readonly onAlarm?: (alarm: RegisterAlarm) => void;
}

/** One of the register's logs, as far as it was published. */
export interface PublishedLog extends Shard {
  /** Verifier keys, newest first (C2SP signed-note). */
  readonly vkeys: readonly string[];
  readonly fetchTile: FetchTile;
}

export interface Register {
  /** Name of the newest log, which entries go to; another one next year. */
  readonly origin: string;
  /** Verifier keys of that log, newest first (C2SP signed-note). */
  readonly vkeys: readonly string[];
  /** All logs, oldest first; the last one is the newest. */
  readonly logs: () => Promise<readonly PublishedLog[]>;
  /**
   * Entries in the caller's transaction, in the order of the drafts; their places in the log come within a second.
   * @throws DuecheckError `register-halted`
   */
  readonly append: (trx: Trx, drafts: readonly EntryDraft[]) => Promise<AppendedEntry[]>;
  /**
   * How long the oldest durable entry waits for its place, in seconds, as far as this process knows; it grows by itself
   * when the sequencer, the database or this process's loop stands still. Past 60 nothing may be told (DESIGN §4).
   */
  readonly lagSeconds: () => number;
  /** The newest head that is in the head file; nothing newer leaves the process. */
  readonly head: () => Head;
  /** Of the newest log. */
  readonly fetchTile: FetchTile;
  /** @param under a head of that log to prove under where it covers the entry, such as the last one that witnesses cosigned. */
  readonly proof: (entryId: string, under?: (origin: string) => Promise<ProvedHead | undefined>) => Promise<EntryProof>;
  readonly entries: (range: Omit<StoredRange, 'origin'> & { readonly origin?: string }) => Promise<StoredEntry[]>;
  /** Of the newest log, or of that one. @param piece called with each bundle that was re-hashed; false ends it. */
  readonly verifyStored: (origin?: string, piece?: OnPiece) => Promise<StoredReport>;
  /** Sequences and publishes all that is durable now, if no other process holds the lease. The loop does the same. */
  readonly sequence: () => Promise<void>;
  /** Takes no entry and publishes nothing any more: a witness proved that the database is not what was signed. */
  readonly halt: (why: DuecheckError<HaltCode>) => void;
  /** Why it stands still, or undefined. */
  readonly halted: () => HaltCode | undefined;
  /** Starts the loop. */
  readonly start: () => void;
  /** Ends the loop after its current step and gives the lease back. */
  readonly stop: () => Promise<void>;
}

/**
 * @throws DuecheckError `register-behind-head`: the database lost what left this process; `frontier-mismatch`,
 *   `head-unreadable`: the database was changed
 */
export async function createRegister(options: RegisterOptions): Promise<Register> {
  const { db, keys, suite, clock, origin } = options;
  const random = options.random ?? randomBytes;
  const tree = treeHash(suite.hash);
  const onAlarm = options.onAlarm ?? (() => undefined);
  const subjectKeys = options.subjectKeys ?? createSubjectKeys({ keys, suite, random });
  const world = { db, keys, suite, tree, origin };
  const publication = await openPublication({ ...world, headFile: options.headFile });
  const appending = { keys, subjectKeys, suite, clock, random, newEntryId: createEntryIds(random) };
  const sequencer = await createSequencer({
    ...world,
    clock,
    onAlarm,
    publication,
    holder: randomUUID(),
    append: (trx, drafts) => appendEntries(trx, appending, drafts),
  });
  const head = publication.head;
  const logs = () => publishedLogs(world, head());
  const logOf = async (name: string) => (await logs()).find((log) => log.origin === name);

  return {
    get origin() {
      return head().origin;
    },
    get vkeys() {
      return vkeysOf(keys, head().origin, suite);
    },
    logs,
    async append(trx, drafts) {
      const halted = sequencer.halted();
      if (halted) throw new DuecheckError<RegisterCode>('register-halted', `the register stands still: ${halted}`);
      return appendEntries(trx, appending, drafts);
    },
    lagSeconds: sequencer.lagSeconds,
    head,
    fetchTile: (path) => tilesOf(db, head().origin)(path),
    proof: (entryId, under = async () => undefined) =>
      proveEntry(
        {
          db,
          tree,
          headsOf: async (name) => [await under(name), await logOf(name)].filter((one) => one !== undefined),
        },
        entryId,
      ),
    entries: (range) => readStoredEntries({ db, subjectKeys, suite }, { origin: head().origin, ...range }),
    async verifyStored(name = head().origin, piece) {
      const log = await logOf(name);
      if (log === undefined) throw new DuecheckError<RegisterCode>('no-such-log', `${name} is no log of this register`);
      return verifyStored({
        db,
        subjectKeys,
        suite,
        tree,
        head: log,
        fetchTile: log.fetchTile,
        ...(piece && { piece }),
      });
    },
    sequence: sequencer.pass,
    halt: sequencer.halt,
    halted: sequencer.halted,
    start: sequencer.start,
    stop: sequencer.stop,
  };
}

/** A log that another process began a moment ago is not there before this one published it. */
async function publishedLogs(
  { db, keys, suite, origin }: Omit<PublicationWorld, 'headFile'>,
  newest: Head,
): Promise<readonly PublishedLog[]> {
  const shards = await readShards(db, origin);
  const upTo = shards.findIndex((shard) => shard.origin === newest.origin);
  return shards.slice(0, upTo + 1).map((shard) => ({
    ...shard,
    ...(shard.origin === newest.origin && newest),
    vkeys: vkeysOf(keys, shard.origin, suite),
    fetchTile: tilesOf(db, shard.origin),
  }));
}
