/**
 * Takes handed-in files in, each in a thread of its own. A file lies on the machine that received it: its gateways work it
 * off, one at a time by a lease; where they are gone, another one says that the import waits for its file.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DuecheckError } from '@duecheck/core/errors';
import { hasKeptFile, keptFile, keptFiles, removeKeptFile } from '../http/private-file.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { FileReport, Progress } from '../intake/import-file.ts';
import { importInThread, type ThreadConfig, type ThreadHooks } from '../intake/import-thread.ts';
import { parseRejectsKey } from '../intake/rejects.ts';
import { faultName, type Job, type JobOptions } from '../jobs/job.ts';
import { dropLease, takeLease } from '../store/lease.ts';
import type { ImportReport } from '../store/tables/intake.ts';
import type { World } from '../world.ts';
import { IMPORTERS, type ImportRow, isAbandoned } from './import-row.ts';

const LOOK_MS = 500;
/** Each has a thread of its own, and the counters have two cores as well. */
const AT_ONCE = 2;
const LEASE_MS = 15_000;
/** How often a gateway says that it has the file, and how far it is. */
const TELL_MS = 1000;
/** What failed unexpectedly is tried again, and then given up: the same file can be sent again. */
const REST_MS = 10_000;
const TRIES = 3;

export function createImportRunner(
  world: World,
  config: ThreadConfig & Pick<ThreadHooks, 'onAlarm'>,
  onFault: JobOptions['onFault'],
): Job {
  const holder = randomUUID();
  const end = new AbortController();
  const running = new Map<string, Promise<void>>();
  const resting = new Map<string, { readonly until: number; readonly tries: number }>();
  let loop: Promise<void> | undefined;

  async function work(row: ImportRow): Promise<void> {
    const lease = { name: `import/${row.id}`, holder };
    const take = () => takeLease(world.db, { ...lease, now: world.clock.now(), ttlMs: LEASE_MS });
    if (!(await take())) return;
    const over = new AbortController();
    const lost = new AbortController();
    const signal = AbortSignal.any([end.signal, lost.signal]);
    let progress: Progress | undefined;
    const telling = tell(async () => {
      // A database that is away for a moment takes no lease from anybody.
      if (!(await take().catch(() => true))) lost.abort();
      await touch(world, row.id, progress?.bytes).catch(() => undefined);
    }, over.signal);
    try {
      // Asked as it begins: a post that was taken away takes nothing in any more.
      if (!(await isStillOffice(world, row)))
        throw new DuecheckError('role-missing', 'the importer holds no post there');
      const hooks = {
        signal,
        onProgress: (now: Progress) => {
          progress = now;
        },
      };
      const { onAlarm } = config;
      const report = await importInThread(config, jobOf(row), onAlarm === undefined ? hooks : { ...hooks, onAlarm });
      await endImport(world, row.id, { state: 'done', failure: null, report });
    } catch (error) {
      // Whoever closes or holds the file now leaves the run as it stands; the file stays for it.
      if (signal.aborted) return;
      const tries = (resting.get(row.id)?.tries ?? 0) + 1;
      const fault = faultName(error);
      if (!(error instanceof DuecheckError) && tries < TRIES) {
        resting.set(row.id, { until: world.clock.now() + REST_MS, tries });
        throw error;
      }
      const failure = error instanceof DuecheckError ? error.code : 'internal';
      await endImport(world, row.id, { state: 'failed', failure, report: null });
      onFault('imports', fault);
    } finally {
      over.abort();
      await telling;
      await dropLease(world.db, lease).catch(() => undefined);
    }
  }

  async function look(): Promise<void> {
    for (const row of await openImports(world)) {
      if (!hasKeptFile(row.id)) {
        if (row.state === 'running' && isAbandoned(row, world.clock.now())) await abandon(world, row);
        continue;
      }
      if (running.has(row.id)) continue;
      // Also while it waits for its turn: nobody else must take it for lost.
      await touch(world, row.id);
      if (running.size >= AT_ONCE || (resting.get(row.id)?.until ?? 0) > world.clock.now()) continue;
      const done = work(row)
        .catch((error: unknown) => onFault('imports', faultName(error)))
        .finally(() => running.delete(row.id));
      running.set(row.id, done);
    }
  }

  async function keepLooking(): Promise<void> {
    await sweepEnded(world).catch((error: unknown) => onFault('imports', faultName(error)));
    while (!end.signal.aborted) {
      await look().catch((error: unknown) => onFault('imports', faultName(error)));
      await delay(LOOK_MS, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    start() {
      loop ??= keepLooking();
    },
    async stop() {
      end.abort();
      await loop;
      await Promise.all(running.values());
    },
    async once() {
      await look();
      const begun = running.size > 0;
      await Promise.all(running.values());
      return begun;
    },
  };
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
