/**
 * An audit from outside: nothing is believed but the log's key and the head seen last. The tree is read once, as a
 * stream; with an auditor's token each row is compared with its leaf as the bundle that holds it arrives.
 */
import { toBase64, utf8 } from '@duecheck/core/bytes';
import {
  type AuditFailure,
  auditLog,
  bundleOf,
  type CountedWitnesses,
  type FetchTile,
  fetchTileOrFull,
  noteVerifier,
  openCheckpoint,
  parseBundle,
  parseLeaf,
  parseTilePath,
  parseWitnessList,
  TILE_WIDTH,
  treeHash,
} from '@duecheck/core/register';
import { intl1 } from '../../keys/suite-intl-1.ts';
import { loopbackFetch } from '../../loopback-fetch.ts';
import { checkWitnesses, type WitnessReport } from './check-witnesses.ts';
import { compareRow, type RowFailure } from './compare-row.ts';
import { gatewayLog } from './gateway-log.ts';
import { rowPages } from './row-pages.ts';
import { readState, writeState } from './state-file.ts';

/** Of a gateway that has no such list. */
const NONE = 'quorum 0\n';

export interface AuditOptions {
  /** The gateway's URL. */
  readonly gateway: string;
  /** An auditor's access token: rows are compared too. */
  readonly token?: string | undefined;
  /** The log's verifier key, if it is known from elsewhere. Otherwise the one in the state file, or the gateway's own. */
  readonly vkey?: string | undefined;
  readonly stateFile?: string | undefined;
  /** Whose cosignatures count, known from elsewhere. Otherwise those in the state file, or the gateway's own. */
  readonly witnesses?: CountedWitnesses | undefined;
  /** How long the gateway may take to have the head under audit cosigned; 15 seconds where nothing is said. */
  readonly witnessWaitMs?: number;
  readonly fetch?: typeof fetch;
  readonly onProgress?: (entries: bigint) => void;
}

/** A failure with the id of the entry it is about, where the log still says it. */
export type TreeFailure = AuditFailure & { readonly id?: string };

export interface AuditReport {
  readonly status: 'verified' | 'failed';
  readonly origin: string;
  readonly size: bigint;
  /** base64 */
  readonly root: string;
  /** `first-use`: taken from the gateway itself, now pinned in the state file if there is one. */
  readonly key: 'given' | 'pinned' | 'first-use';
  /** Size of the head seen last, which this one extends; null if none was known. */
  readonly extends: bigint | null;
  readonly rows: 'compared' | 'not-asked';
  readonly compared: number;
  /** Rows of organisations that this auditor does not audit. */
  readonly withheld: number;
  /** Null where neither auditor nor gateway knows any. */
  readonly witnesses: (WitnessReport & { readonly key: AuditReport['key'] }) | null;
  readonly tree: readonly TreeFailure[];
  readonly entries: readonly RowFailure[];
}

/**
 * @throws DuecheckError as `openCheckpoint` for a checkpoint that the log's key did not sign; `AuditCode` where the
 *   gateway does not answer; `state-unreadable`; as `checkWitnesses`
 */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const suite = intl1;
  const tree = treeHash(suite.hash);
  const log = gatewayLog({ url: options.gateway, token: options.token, fetch: options.fetch ?? loopbackFetch });
  const state = options.stateFile === undefined ? undefined : readState(options.stateFile);
  const vkey = options.vkey ?? state?.vkey ?? (await log.text('vkey')).split('\n')[0] ?? '';
  const verifier = noteVerifier(vkey, suite);
  const known = state && openCheckpoint(utf8(state.checkpoint), noteVerifier(state.vkey, suite));
  const note = await log.text('checkpoint');
  const size = openCheckpoint(utf8(note), verifier).size;

  const entries: RowFailure[] = [];
  const counts = { compared: 0, withheld: 0 };
  const pages = rowPages(log.rows, Number(size));

  const compareBundle = async (path: string, bundle: Uint8Array): Promise<void> => {
    const first = Number(parseTilePath(path).index) * TILE_WIDTH;
    const stored = await pages(first);
    // A full bundle may stand for a partial one: what lies past the head is not under audit.
    const leaves = entriesOf(bundle).slice(0, Number(size) - first);
    leaves.forEach((leaf, i) => {
      const row = stored.get(first + i);
      const failure = compareRow({ suite, tree }, BigInt(first + i), leaf, row);
      if (failure) entries.push(failure);
      else if (row?.state === 'withheld') counts.withheld += 1;
      else counts.compared += 1;
    });
  };
  const fetchTile: FetchTile = async (path) => {
    const bytes = await log.fetchTile(path);
    if (bytes && options.token !== undefined && path.startsWith('tile/entries/')) await compareBundle(path, bytes);
    return bytes;
  };

  const { status, checkpoint, ...found } = await auditLog({
    checkpoint: utf8(note),
    log: verifier,
    known,
    fetchTile,
    tree,
    ...(options.onProgress && { onProgress: options.onProgress }),
  });
  const failures = 'failures' in found ? found.failures : [];
  const counted = options.witnesses ?? state?.witnesses ?? parseWitnessList((await log.textIfAny('witnesses')) ?? NONE);
  const witnesses =
    counted.vkeys.length === 0
      ? null
      : await checkWitnesses({
          gateway: log,
          counted,
          log: verifier,
          head: checkpoint,
          fetchTile: log.fetchTile,
          tree,
          waitMs: options.witnessWaitMs,
        });
  const passed = status === 'verified' && entries.length === 0 && (witnesses?.failures.length ?? 0) === 0;
  if (passed && options.stateFile !== undefined)
    writeState(options.stateFile, { v: 1, vkey, checkpoint: note, ...(witnesses && { witnesses: counted }) });
  return {
    status: passed ? 'verified' : 'failed',
    origin: checkpoint.origin,
    size,
    root: toBase64(checkpoint.root),
    key: options.vkey !== undefined ? 'given' : state !== undefined ? 'pinned' : 'first-use',
    extends: known?.size ?? null,
    rows: options.token === undefined ? 'not-asked' : 'compared',
    ...counts,
    witnesses: witnesses && {
      ...witnesses,
      key: options.witnesses !== undefined ? 'given' : state?.witnesses !== undefined ? 'pinned' : 'first-use',
    },
    tree: await Promise.all(failures.map((failure) => named(failure, size, log.fetchTile))),
    entries: entries.sort((a, b) => (a.index < b.index ? -1 : 1)),
  };
}

/** What is malformed is the tree's to report. */
function entriesOf(bundle: Uint8Array): Uint8Array[] {
  try {
    return parseBundle(bundle);
  } catch {
    return [];
  }
}

/** The id that an altered entry still bears; read again, so that the audit need not remember every id. */
async function named(failure: AuditFailure, size: bigint, fetchTile: FetchTile): Promise<TreeFailure> {
  if (failure.code !== 'entry-altered') return failure;
  const bundle = await fetchTileOrFull(bundleOf(failure.entry, size), fetchTile);
  const leaf = entriesOf(bundle ?? new Uint8Array(0))[Number(failure.entry % BigInt(TILE_WIDTH))];
  try {
    return { ...failure, id: parseLeaf(leaf ?? new Uint8Array(0)).id };
  } catch {
    return failure;
  }
}
