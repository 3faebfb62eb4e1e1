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
import { openPublication } from './publication.ts';
import { createSequencer } from './sequencer.ts';
import { readStoredEntries, type StoredEntry, type StoredRange } from './stored-entries.ts';
import { tilesTogether } from './tile-table.ts';
import { type StoredReport, verifyStored } from './verify-stored.ts';

export type { AppendedEntry, EntryDraft } from './entry-draft.ts';
export type { RegisterAlarm } from './errors.ts';
export type { StoredEntry, StoredRange } from './stored-entries.ts';
export type { StoredProblem, StoredReport } from './verify-stored.ts';

export interface RegisterOptions {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly clock: Clock;
  /** The log's name: `<host>/register/<year>/<epoch>`. */
  readonly origin: string;
  /** Where this process keeps the last head that it published, outside the database. */
  readonly headFile: string;
  /** The same object that the rest of the gateway uses, so that a transaction reads each key once. */
  readonly subjectKeys?: SubjectKeys;
  readonly random?: (bytes: number) => Uint8Array;
  readonly onAlarm?: (alarm: RegisterAlarm) => void;
}

export interface Register {
  readonly origin: string;
  /** Verifier keys of the log, newest first (C2SP signed-note). */
  readonly vkeys: readonly string[];
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
  readonly fetchTile: FetchTile;
  /** @param under an older head than the newest, such as the last one that witnesses cosigned. */
  readonly proof: (entryId: string, under?: ProvedHead) => Promise<EntryProof>;
  readonly entries: (range: StoredRange) => Promise<StoredEntry[]>;
  readonly verifyStored: () => Promise<StoredReport>;
  /** Sequences and publishes all that is durable now, if no other process holds the lease. The loop does the same. */
  readonly sequence: () => Promise<void>;
  /** Takes no entry and publishes nothing any more: a witness proved that the database is not what was signed. */
  readonly halt: (why: DuecheckError<HaltCode>) => void;
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
  const publication = await openPublication({ db, keys, suite, tree, origin, headFile: options.headFile });
  const sequencer = await createSequencer({
    db,
    keys,
    suite,
    tree,
    origin,
    clock,
    onAlarm,
    publication,
    holder: randomUUID(),
  });
  const fetchTile = tilesTogether(db, origin);
  const head = publication.head;
  const appending = { keys, subjectKeys, suite, clock, random, newEntryId: createEntryIds(random) };

  return {
    origin,
    vkeys: vkeysOf(keys, origin, suite),
    async append(trx, drafts) {
      const halted = sequencer.halted();
      if (halted) throw new DuecheckError<RegisterCode>('register-halted', `the register stands still: ${halted}`);
      return appendEntries(trx, appending, drafts);
    },
    lagSeconds: sequencer.lagSeconds,
    head,
    fetchTile,
    proof: (entryId, under = head()) => proveEntry({ db, origin, tree, head: under, fetchTile }, entryId),
    entries: (range) => readStoredEntries({ db, origin, subjectKeys, suite }, range),
    verifyStored: () => verifyStored({ db, origin, subjectKeys, suite, tree, head: head(), fetchTile }),
    sequence: sequencer.pass,
    halt: sequencer.halt,
    start: sequencer.start,
    stop: sequencer.stop,
  };
}
