/** `duecheck audit [URL] --bundle FILE…`: offline, or beside the log that the bundle's head must be a part of. */
import { utf8 } from '@duecheck/core/bytes';
import type { ProofBundle } from '@duecheck/core/contract';
import {
  type CountedWitnesses,
  countedVerifiers,
  isOneHistory,
  noteVerifier,
  openCheckpoint,
  treeHash,
} from '@duecheck/core/register';
import { intl1 } from '../../keys/suite-intl-1.ts';
import type { BundleFailure, BundleKey, BundleReport } from './bundle-report.ts';
import { checkBundle } from './check-bundle.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { readExportLines } from './export-lines.ts';
import { vkeyOfRegister } from './log-key.ts';
import { openLog } from './open-log.ts';
import { printBundle } from './print-bundle.ts';
import { readBundle, readOr } from './read-bundle.ts';
import { type AuditState, readState } from './state-file.ts';

export interface BundleOptions {
  /** A gateway or a kept log. */
  readonly url?: string | undefined;
  readonly vkey?: string | undefined;
  readonly stateFile?: string | undefined;
  readonly witnesses?: CountedWitnesses | undefined;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

interface Saying extends BundleOptions {
  readonly say: (report: object, lines: readonly string[]) => void;
}

/** One after the other, and each told. */
export async function auditBundles(paths: readonly string[], { say, ...options }: Saying): Promise<ExitCode> {
  const reports: BundleReport[] = [];
  for (const path of paths) reports.push(await auditBundle(path, options));
  say(
    { bundles: reports },
    reports.flatMap((report, at) => (at === 0 ? printBundle(report) : ['', ...printBundle(report)])),
  );
  if (reports.some(({ status }) => status === 'failed')) return EXIT.fault;
  return reports.some(({ status }) => status === 'unpinned') ? EXIT.unpinned : EXIT.verified;
}

/** @throws DuecheckError as `readBundle` and `readState`; as `openCheckpoint` for a head that the log's key did not sign */
export async function auditBundle(path: string, options: BundleOptions): Promise<BundleReport> {
  const { bundle, filePath } = readBundle(path);
  const file = readOr(filePath, 'file-missing');
  const state = options.stateFile === undefined ? undefined : readState(options.stateFile);
  const { vkey, key } = await keyFor(bundle, state, options);
  const log = noteVerifier(vkey, intl1);
  const counted = witnessesFor(bundle, state, options);
  const tree = treeHash(intl1.hash);
  const found = checkBundle({
    ...{ bundle, file, lines: await readExportLines(filePath, file), log, suite: intl1, tree },
    // A quorum that somebody names for himself proves nothing.
    witnesses: {
      verifiers: countedVerifiers(counted, log, intl1),
      quorum: counted.key === 'came-along' ? 0 : counted.quorum,
    },
    known: knownHead(state, bundle.origin),
    now: (options.now ?? Date.now)(),
  });
  const failures: BundleFailure[] = [...found.failures, ...(await otherHistory(bundle, log, options))];
  const holds = failures.length === 0;
  return {
    ...found,
    status: !holds ? 'failed' : key === 'came-along' ? 'unpinned' : 'verified',
    name: path,
    key,
    witnesses: { ...found.witnesses, key: counted.key },
    failures,
  };
}

async function keyFor(
  bundle: ProofBundle,
  state: AuditState | undefined,
  { vkey, url, fetch }: BundleOptions,
): Promise<{ readonly vkey: string; readonly key: BundleKey }> {
  // A bundle may be of an earlier log of the register whose key this is.
  const here = (known: string) => vkeyOfRegister(known, bundle.origin);
  if (vkey !== undefined) return { vkey: here(vkey), key: 'given' };
  if (state !== undefined) return { vkey: here(state.vkey), key: 'pinned' };
  if (url !== undefined) {
    const [served = ''] = (await openLog({ gateway: url, fetch }).text('vkey')).split('\n');
    return { vkey: here(served), key: 'first-use' };
  }
  return { vkey: bundle.vkeys[0] ?? '', key: 'came-along' };
}

/** Where the pinned head is of another log it says nothing of this one. */
function knownHead(state: AuditState | undefined, origin: string) {
  if (state === undefined) return undefined;
  const { vkey, checkpoint } = state;
  const known = openCheckpoint(utf8(checkpoint), noteVerifier(vkey, intl1));
  return known.origin !== origin && vkeyOfRegister(vkey, origin) !== vkey ? undefined : known;
}

function witnessesFor(
  bundle: ProofBundle,
  state: AuditState | undefined,
  { witnesses }: BundleOptions,
): CountedWitnesses & { readonly key: BundleKey } {
  if (witnesses !== undefined) return { ...witnesses, key: 'given' };
  if (state?.witnesses !== undefined) return { ...state.witnesses, key: 'pinned' };
  return { ...bundle.witnesses, key: 'came-along' };
}

/** Where there is a log to ask: its newest head must extend the bundle's, or the other way round. */
async function otherHistory(
  bundle: ProofBundle,
  verifier: ReturnType<typeof noteVerifier>,
  { url, fetch }: BundleOptions,
): Promise<BundleFailure[]> {
  if (url === undefined) return [];
  const log = openLog({ gateway: url, origin: bundle.origin, fetch });
  const served = openCheckpoint(utf8(await log.text('checkpoint')), verifier);
  const head = openCheckpoint(utf8(bundle.checkpoint), verifier);
  const isOne = await isOneHistory(head, served, { fetchTile: log.fetchTile, tree: treeHash(intl1.hash) });
  return isOne ? [] : [{ code: 'other-history', size: head.size }];
}
