/** An audit of a register: every log of it, oldest first, and what joins them. Where only one log is, it is that one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, utf8 } from '@duecheck/core/bytes';
import { LogListAnswer } from '@duecheck/core/contract';
import { noteVerifier, openCheckpoint, treeHash } from '@duecheck/core/register';
import { legalDateOf } from '@duecheck/core/time';
import { intl1 } from '../../keys/suite-intl-1.ts';
import { parseOrigin } from '../../register/log-origin.ts';
import type { AuditOptions } from './audit-options.ts';
import type { AuditReport, KeySource } from './audit-report.ts';
import { checkErasures, type ErasureFailure } from './check-erasures.ts';
import { checkLinks, type LinkFailure, type ListedLog, type RemovedLog } from './check-links.ts';
import { followKeys } from './follow-keys.ts';
import type { AuditedLog } from './leaf-at.ts';
import { isSignedBy, publicKeyIn, vkeyFor } from './log-key.ts';
import { openLog } from './open-log.ts';
import { audit } from './run-audit.ts';
import { type AuditState, readState, writeState } from './state-file.ts';

/** Of the newest log, and of all that came before it. */
export interface RegisterReport extends AuditReport {
  readonly earlier: readonly AuditReport[];
  readonly removed: readonly RemovedLog[];
  readonly register: readonly (LinkFailure | ErasureFailure)[];
}

/** @throws DuecheckError as `audit` */
export async function auditRegister(options: AuditOptions): Promise<RegisterReport> {
  const register = openLog(options);
  const { success, data } = LogListAnswer.safeParse(await register.about('logs'));
  const listed = success ? data.logs : [];
  const newest = listed.at(-1);
  // Another's log, or a kept copy: it is what it is.
  if (newest === undefined) return { ...(await audit(options)), earlier: [], removed: [], register: [] };

  const { stateFile } = options;
  const pinned = stateFile === undefined ? undefined : readState(stateFile);
  const known = pinned && originOf(pinned.checkpoint);
  const trusted = await trustedKeys(options, pinned);
  const optionsFor = ({ origin }: ListedLog): AuditOptions => {
    const { vkey: _, ...others } = options;
    return {
      ...others,
      origin,
      trusted: { source: trusted.source, vkeys: trusted.keys.map((key) => vkeyFor(origin, key)) },
      ...(origin !== newest.origin && besides(options, origin)),
    };
  };
  // The head that was pinned is one of last year's log by now: it is compared there.
  if (stateFile !== undefined && pinned !== undefined && known !== undefined && known !== newest.origin)
    keepForEarlier(stateFile, known, pinned);
  const isTurned = known !== undefined && known !== newest.origin && listed.some(({ origin }) => origin === known);

  const reports: AuditReport[] = [];
  for (const log of listed)
    if (log.state !== 'gone')
      reports.push(await audit({ ...optionsFor(log), knownHead: log === newest && isTurned ? 'elsewhere' : 'here' }));
  const report = reports.pop() as AuditReport;

  const logs = new Map(
    [...reports, report].map(({ origin, size, root }): [string, AuditedLog] => [
      origin,
      { origin, size, root: fromBase64(root), fetchTile: openLog({ ...options, origin }).fetchTile },
    ]),
  );
  const world = { suite: intl1, tree: treeHash(intl1.hash), about: register.about, logs };
  const today = legalDateOf(new Date((options.now ?? Date.now)()).toISOString());
  const links = await checkLinks(world, listed, new Map([...logs, ...removedHeads(listed, trusted.keys)]), today);
  const all = [...reports, report];
  const erasures = await checkErasures(world, erasedIn(all), {
    whole: options.token !== undefined && options.since === undefined && all.every(({ skipped }) => skipped === 0),
  });
  const faults = [...links.failures, ...erasures];
  const passed = faults.length === 0 && all.every(({ status }) => status === 'verified');
  return {
    ...report,
    status: passed ? 'verified' : 'failed',
    earlier: reports,
    removed: links.removed,
    register: faults,
  };
}

interface Trusted {
  readonly keys: readonly Uint8Array[];
  readonly source: KeySource;
}

/** At a first use all that the register says of itself, and pinned from then on. */
async function trustedKeys(options: AuditOptions, pinned: AuditState | undefined): Promise<Trusted> {
  const vkey = options.vkey ?? pinned?.vkey;
  if (vkey === undefined) {
    const said = (await openLog(options).text('vkey')).trimEnd().split('\n');
    return { keys: said.map(publicKeyIn), source: 'first-use' };
  }
  const source = options.vkey !== undefined ? 'given' : 'pinned';
  const { about } = openLog(options);
  const tilesOf = (origin: string) => openLog({ ...options, origin }).fetchTile;
  const keys = await followKeys({ suite: intl1, tree: treeHash(intl1.hash), about, tilesOf }, publicKeyIn(vkey));
  return { keys, source };
}

const originOf = (checkpoint: string): string => checkpoint.slice(0, checkpoint.indexOf('\n'));

/** `2026-1` */
function nameOf(origin: string): string {
  const { year, epoch } = parseOrigin(origin) ?? {};
  return `${year}-${epoch}`;
}

/** Where an earlier log's own head and copy are kept. */
const besides = ({ stateFile, exportDir }: AuditOptions, origin: string): Partial<AuditOptions> => ({
  ...(stateFile !== undefined && { stateFile: `${stateFile}.${nameOf(origin)}` }),
  ...(exportDir !== undefined && { exportDir: join(exportDir, nameOf(origin)) }),
});

function keepForEarlier(stateFile: string, origin: string, pinned: AuditState): void {
  const file = `${stateFile}.${nameOf(origin)}`;
  if (!existsSync(file)) writeState(file, pinned);
}

/** Of logs whose entries are gone the signed head is all that there is. */
function removedHeads(
  listed: readonly ListedLog[],
  keys: readonly Uint8Array[],
): [string, Pick<AuditedLog, 'origin' | 'size' | 'root'>][] {
  return listed.flatMap(({ origin, state, checkpoint }) => {
    if (state !== 'gone') return [];
    const vkey = keys.map((key) => vkeyFor(origin, key)).find((one) => isSignedBy(checkpoint, one));
    if (vkey === undefined) return [];
    const { size, root } = openCheckpoint(utf8(checkpoint), noteVerifier(vkey, intl1));
    return [[origin, { origin, size, root }] as const];
  }) as [string, Pick<AuditedLog, 'origin' | 'size' | 'root'>][];
}

function erasedIn(reports: readonly AuditReport[]): AuditReport['erased'] {
  const erased: Record<string, string[]> = {};
  for (const report of reports)
    for (const [by, ids] of Object.entries(report.erased)) erased[by] = [...(erased[by] ?? []), ...ids];
  return erased;
}
