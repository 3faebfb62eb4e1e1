/**
 * An office's file into the store: `duecheck import FILE --type T`. A thousand rows a transaction together with the run's
 * state, so that a run that died goes on where it stopped; memory does not grow with the file.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { DuecheckError } from '@duecheck/core/errors';
import { takeAgain } from '../records/take-again.ts';
import type { EntryDraft } from '../register/entry-draft.ts';
import type { Trx } from '../store/database.ts';
import type { ImportCounts } from '../store/tables/intake.ts';
import type { World } from '../world.ts';
import type { IntakeCode } from './codes.ts';
import { advanceRun, type ImportRun, minus, NO_COUNTS, openRun, plus } from './import-run.ts';
import { createHeaderLookup } from './layout/header-lookup.ts';
import type { Layout } from './layout/layout.ts';
import { createRejectRows, type RejectsSink } from './reject-rows.ts';
import { hasRejects, openRejects, rejectsPathOf } from './rejects.ts';
import { createRowReader, importableType, type Read, readStatements } from './row-reader.ts';
import { openRows } from './rows/open-rows.ts';
import type { Rows } from './rows/row.ts';
import { storeRows } from './store-rows.ts';
import { type TableRow, tableRows } from './table-rows.ts';

export interface FileJob {
  readonly file: string;
  readonly type: string;
  /** In whose name it is imported. */
  readonly organisation: string;
  /** Who imports it; null: whoever sits at the machine. */
  readonly actor?: EntryDraft['actor'];
  /** What the importer states for every row that is silent: header text or field name → value. */
  readonly stated?: Readonly<Record<string, string>>;
  /** `dry-run` reads, refuses and counts, and leaves no trace but the numbers. */
  readonly mode?: 'import' | 'dry-run';
  readonly rejectsKey?: KeyObject | null;
  /** Of an import over HTTP: its refused rows are kept in the database. Beside the file where left out. */
  readonly importId?: string;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the import after the rows that are being taken; it can be resumed. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** `taken + refused + repeated + changed = rows`; a part that cannot be read is one refused row. */
export interface FileReport extends Pick<Rows, 'format' | 'encoding'> {
  readonly rows: number;
  readonly taken: number;
  readonly refused: number;
  readonly repeated: number;
  readonly changed: number;
  /** Rows not refused, by where their terms came from (`terms.ts`). */
  readonly terms: Pick<ImportCounts, 'stated' | 'computed' | 'capped' | 'open'>;
  /** By code, as far as this pass saw them: a resumed one reads on behind the first. */
  readonly reasons: Readonly<Partial<Record<IntakeCode, number>>>;
  /** Headers that were dropped by the deny list, and those unknown to the data catalogue. Neither is kept. */
  readonly columns: { readonly denied: readonly string[]; readonly unknown: readonly string[] } | null;
  /** Rows that an earlier pass, ended in the middle, had done. */
  readonly resumedAt: number;
  readonly rejects: string | null;
}

const CHUNK = 1000;
/** One register entry a 10,000 rows: digest and counts, no subject (DESIGN §4). */
const ROWS_PER_ENTRY = 10_000;

/**
 * @throws DuecheckError `no-such-type`, `type-not-imported`, `statement-unknown`, `not-a-file`, `rejects-unwritable`, `import-elsewhere`,
 * `import-cancelled`; database and file system errors as they come; never for what the file holds
 */
export async function importFile(world: World, job: FileJob): Promise<FileReport> {
  const catalogue = await world.lists.catalogue();
  const type = importableType(catalogue, job.type);
  const lookup = createHeaderLookup(type, catalogue);
  const stated = readStatements(job.stated ?? {}, lookup);
  const { today } = await world.legal(world.db);
  const read = createRowReader(world, { type, catalogue, stated, today });
  const about = await stat(job.file);
  if (!about.isFile()) throw new DuecheckError('not-a-file', 'what is to be imported is a folder or a device, no file');
  const totalBytes = about.size;
  const writer = await openWriter(world, job, await importDigest(job.file, stated));
  const { resumedAt } = writer;

  let layout: Layout | null = null;
  const rows = await openRows(job.file);
  const chunks = tableRows(rows.batches, lookup, {
    chunk: CHUNK,
    onLayout: (found) => {
      layout = found;
    },
  });
  let seen = 0;
  try {
    let next = chunks.next();
    for (let step = await next; step.done !== true; step = await next) {
      // The next chunk is read while PostgreSQL takes this one.
      next = chunks.next();
      next.catch(() => undefined);
      seen += step.value.length;
      await writer.take(step.value, seen, read);
      if (job.signal?.aborted === true)
        throw new DuecheckError('import-cancelled', 'stopped on request; the same file goes on where it stood');
      job.onProgress?.({ rows: Math.max(seen, resumedAt), bytes: rows.position(), totalBytes });
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  const found = layout as Layout | null;
  const headers = (columns: readonly number[]) => columns.map((at) => found?.headers[at] ?? '').filter((h) => h !== '');
  const { taken, refused, repeated, changed, ...terms } = writer.counts();
  return {
    format: rows.format,
    encoding: rows.encoding,
    rows: taken + refused + repeated + changed,
    taken,
    refused,
    repeated,
    changed,
    terms,
    reasons: writer.reasons,
    columns: found === null ? null : { denied: headers(found.denied), unknown: headers(found.unknown) },
    resumedAt,
    rejects: job.mode !== 'dry-run' && job.importId === undefined && refused > 0 ? rejectsPathOf(job.file) : null,
  };
}

interface Writer {
  readonly resumedAt: number;
  readonly reasons: Partial<Record<IntakeCode, number>>;
  readonly counts: () => ImportCounts;
  /** @param seen rows of the file up to and with this chunk */
  readonly take: (chunk: readonly TableRow[], seen: number, read: (row: TableRow) => Read) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function openWriter(world: World, job: FileJob, digest: Uint8Array): Promise<Writer> {
  const id = { digest, type: job.type, organisation: job.organisation };
  const dry = job.mode === 'dry-run';
  const path = rejectsPathOf(job.file);
  const now = () => new Date(world.clock.now());
  const actor = job.actor ?? null;
  const file = Buffer.from(digest).toString('hex');
  const delivery = { organisation: job.organisation, actor, file, catalogue: await world.lists.catalogue() };
  let run: ImportRun = dry
    ? { ...id, rowsDone: 0, counts: NO_COUNTS, entered: NO_COUNTS, rejectsBytes: 0 }
    : await openRun(world.db, id, { now: now(), isWhole: (bytes) => hasRejects(path, bytes) });
  const rejects = dry ? null : await openSink(job, run.rejectsBytes);
  const resumedAt = run.rowsDone;
  const enteredRows = resumedAt - (resumedAt % ROWS_PER_ENTRY);
  const reasons: Partial<Record<IntakeCode, number>> = {};
  let digestOfRows = createHash('sha256');
  /** The chunk that PostgreSQL is taking while the next one is read and judged. */
  let taking: Promise<void> = Promise.resolve();

  const advance = async (work: (trx: Trx) => Promise<ImportRun>, finishedAt: Date | null): Promise<void> => {
    const from = run;
    run = await world.db.transaction().execute(async (trx) => {
      const to = await work(trx);
      if (to.entered !== from.entered)
        await appendImport(trx, world, { from, to, digest: digestOfRows.copy().digest('hex'), actor });
      await advanceRun(trx, from, to, finishedAt);
      return to;
    });
    if (run.entered !== from.entered) digestOfRows = createHash('sha256');
  };

  const commit = async (results: readonly Read[], seen: number): Promise<void> => {
    const refused = results.flatMap((one) => ('refused' in one ? [one.refused] : []));
    const good = results.flatMap((one) => ('ready' in one ? [one] : []));
    for (const { code } of refused) reasons[code] = (reasons[code] ?? 0) + 1;
    const from = run;
    const how = { ...NO_COUNTS };
    for (const one of good) how[one.how] += 1;
    const after = (taken: number, changed: number, rejectsBytes: number): ImportRun => {
      const repeated = good.length - taken - changed;
      const counts = plus(from.counts, { ...how, taken, repeated, changed, refused: refused.length });
      const entered = seen % ROWS_PER_ENTRY === 0 ? counts : from.entered;
      return { ...from, rowsDone: seen, counts, entered, rejectsBytes };
    };
    if (rejects === null) {
      run = after(good.length, 0, 0);
      return;
    }
    const ready = good.map((one) => one.ready);
    await advance(async (trx) => {
      // Written before the commit: what the state does not know of is cut off again, what is missing could not be mended.
      const rejectsBytes = await rejects.write(refused, { trx, before: from.counts.refused });
      const { taken, records } = await storeRows(trx, world, ready);
      const again = taken < ready.length ? await takeAgain(trx, world, records, delivery) : 0;
      return after(taken, again, rejectsBytes);
    }, null);
  };

  return {
    resumedAt,
    reasons,
    counts: () => run.counts,
    async take(chunk, seen, read) {
      const results = seen > resumedAt ? await inSlices(chunk, read) : [];
      await taking;
      if (seen > enteredRows) for (const one of chunk) digestOfRows.update(textOf(one));
      if (seen <= resumedAt) return;
      taking = commit(results, seen);
      // Whoever awaits it next is told; until then it is no unhandled rejection.
      taking.catch(() => undefined);
    },
    async finish() {
      await taking;
      if (rejects === null) return;
      const rest = run.rowsDone % ROWS_PER_ENTRY > 0;
      await advance(async () => (rest ? { ...run, entered: run.counts } : run), now());
    },
    async close() {
      await taking.catch(() => undefined);
      await rejects?.close();
    },
  };
}

async function openSink({ file, importId, rejectsKey = null }: FileJob, from: number): Promise<RejectsSink> {
  return importId === undefined
    ? openRejects(rejectsPathOf(file), rejectsKey, from)
    : createRejectRows(importId, rejectsKey);
}

/** A slice is some 2 ms of work; between two of them PostgreSQL's answers and other people's requests get their turn. */
const SLICE = 50;

async function inSlices(chunk: readonly TableRow[], read: (row: TableRow) => Read): Promise<Read[]> {
  const results: Read[] = [];
  for (const [at, one] of chunk.entries()) {
    if (at % SLICE === 0) await setImmediate();
    results.push(read(one));
  }
  return results;
}

const textOf = (one: TableRow): string =>
  `${JSON.stringify('broken' in one ? [one.line, one.broken] : [one.line, ...one.row.cells])}\n`;

/** What is imported is the file and what was stated for all of it: another statement is another run. */
export async function importDigest(file: string, stated: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Uint8Array);
  if (stated.size > 0) hash.update(JSON.stringify([...stated].sort(([a], [b]) => (a < b ? -1 : 1))));
  return hash.digest();
}

async function appendImport(
  trx: Trx,
  world: World,
  { from, to, digest, actor }: { from: ImportRun; to: ImportRun; digest: string; actor: EntryDraft['actor'] },
): Promise<void> {
  const { taken, refused, repeated, changed } = minus(to.counts, from.entered);
  const rows = taken + refused + repeated + changed;
  await world.register.append(trx, [
    {
      type: 'import',
      organisation: to.organisation,
      decisionPoint: null,
      actor,
      subject: null,
      case: null,
      request: {
        kind: to.type,
        file: Buffer.from(to.digest).toString('hex'),
        from: to.rowsDone - rows + 1,
        rows,
        digest,
        taken,
        refused,
        repeated,
        changed,
      },
      outcome: null,
      office: {},
    },
  ]);
}
