/**
 * Takes handed-in files in, each in a thread of its own. A file lies on the machine that received it: its gateways work it
 * off, one at a time by a lease; where they are gone, another one says that the import waits for its file.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { DuecheckError } from '@duecheck/core/errors';
import { hasKeptFile, keptFile, keptFiles, removeKeptFile } from '../http/private-file.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { FileReport, Progress } from '../intake/import-file.ts';
import { importInThread, type ThreadConfig, type ThreadHooks } from '../intake/import-thread.ts';
import { parseRejectsKey } from '../intake/rejects.ts';
import { createCrew } from '../jobs/crew.ts';
import { faultName, type Job, type JobOptions } from '../jobs/job.ts';
import type { ImportReport } from '../store/tables/intake.ts';
import type { World } from '../world.ts';
import { IMPORTERS, type ImportRow, isAbandoned } from './import-row.ts';

/** Each has a thread of its own, and the counters have two cores as well. */
const AT_ONCE = 2;
/** How often a gateway says that it has the file, and how far it is. */
const TELL_MS = 1000;
/** What failed unexpectedly is tried again, and then given up: the same file can be sent again. */
const TRIES = 3;

export const createImportRunner = (
  world: World,
  config: ThreadConfig & Pick<ThreadHooks, 'onAlarm'>,
  onFault: JobOptions['onFault'],
): Job =>
  createCrew({
    name: 'imports',
    db: world.db,
    clock: world.clock,
    atOnce: AT_ONCE,
    begin: () => sweepEnded(world),
    open: () => openHere(world),
    work: async (row, turn) => {
      const failure = await takeIn(world, config, row, turn);
      if (failure !== null) onFault('imports', failure);
    },
    onFault,
  });

interface Turn {
  readonly signal: AbortSignal;
  readonly tries: number;
}

/** @returns why it is given up, or null. @throws what may go away by itself, so that it is tried again */
async function takeIn(
  world: World,
  config: ThreadConfig & Pick<ThreadHooks, 'onAlarm'>,
  row: ImportRow,
  { signal, tries }: Turn,
): Promise<string | null> {
  const over = new AbortController();
  let progress: Progress | undefined;
  const telling = tell(() => touch(world, row.id, progress?.bytes).catch(() => undefined), over.signal);
  try {
    // Asked as it begins: a post that was taken away takes nothing in any more.
    if (!(await isStillOffice(world, row))) throw new DuecheckError('role-missing', 'the importer holds no post there');
    const hooks = {
      signal,
      onProgress: (now: Progress) => {
        progress = now;
      },
    };
    const { onAlarm } = config;
    const report = await importInThread(config, jobOf(row), onAlarm === undefined ? hooks : { ...hooks, onAlarm });
    await endImport(world, row.id, { state: 'done', failure: null, report });
    return null;
  } catch (error) {
    // Whoever closes or holds the file now leaves the run as it stands; the file stays for it.
    if (signal.aborted) return null;
    if (!(error instanceof DuecheckError) && tries + 1 < TRIES) throw error;
    const failure = error instanceof DuecheckError ? error.code : 'internal';
    await endImport(world, row.id, { state: 'failed', failure, report: null });
    return faultName(error);
  } finally {
    over.abort();
    await telling;
  }
}

/** Those whose file lies here. One that waits for its turn is touched too: nobody else must take it for lost. */
async function openHere(world: World): Promise<ImportRow[]> {
  const here: ImportRow[] = [];
  for (const row of await openImports(world))
    if (hasKeptFile(row.id)) {
      await touch(world, row.id);
      here.push(row);
    } else if (row.state === 'running' && isAbandoned(row, world.clock.now())) await abandon(world, row);
  return here;
}

async function tell(say: () => Promise<void>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await delay(TELL_MS, undefined, { signal: over, ref: false }).catch(() => undefined);
    if (!over.aborted) await say();
  }
}

async function isStillOffice(world: World, row: ImportRow): Promise<boolean> {
  const { today } = await world.legal(world.db);
  return roleFor(await rolesOf(world.db, row, today, row.organisation), IMPORTERS) !== null;
}

const jobOf = (row: ImportRow) => ({
  file: keptFile(row.id),
  type: row.type,
  organisation: row.organisation,
  stated: row.stated,
  rejectsKey: row.rejects_key === null ? null : parseRejectsKey(row.rejects_key),
  importId: row.id,
  actor: { iss: row.iss, sub: row.sub, role: row.role, assurance: row.assurance },
});

const openImports = (world: World): Promise<ImportRow[]> =>
  world.db
    .selectFrom('office_import')
    .selectAll()
    .where('state', 'in', ['running', 'resumable'])
    .orderBy('started_at')
    .execute();

async function touch(world: World, id: string, bytesRead?: number): Promise<void> {
  await world.db
    .updateTable('office_import')
    .set({
      state: 'running',
      alive_at: new Date(world.clock.now()),
      ...(bytesRead === undefined ? {} : { bytes_read: bytesRead }),
    })
    .where('id', '=', id)
    .where('state', 'in', ['running', 'resumable'])
    .execute();
}

/** Unless a gateway has been heard of meanwhile. */
async function abandon(world: World, { id, alive_at }: ImportRow): Promise<void> {
  await world.db
    .updateTable('office_import')
    .set({ state: 'resumable' })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('alive_at', '=', alive_at)
    .execute();
}

interface End {
  readonly state: 'done' | 'failed';
  readonly failure: string | null;
  readonly report: FileReport | null;
}

async function endImport(world: World, id: string, { state, failure, report }: End): Promise<void> {
  const told = report === null ? null : JSON.stringify(toldOf(report));
  await world.db
    .updateTable('office_import')
    .set({ state, failure, report: told, ended_at: new Date(world.clock.now()) })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  await removeKeptFile(id);
}

const toldOf = ({ taken, refused, repeated, changed, columns }: FileReport): ImportReport => ({
  ...{ taken, refused, repeated, changed, columns },
});

/** Files of imports that ended just before the process did. Those of another city's database are not ours to judge. */
async function sweepEnded(world: World): Promise<void> {
  const ids = await keptFiles();
  if (ids.length === 0) return;
  const ended = await world.db
    .selectFrom('office_import')
    .select('id')
    .where('id', 'in', ids)
    .where('state', 'in', ['done', 'failed'])
    .execute();
  for (const { id } of ended) await removeKeptFile(id);
}
