/** The state of an import, in the transaction of the rows it speaks of: after a `kill -9` both are there or neither. */
import { DuecheckError } from '@duecheck/core/errors';
import type { Database, Trx } from '../store/database.ts';
import type { ImportCounts } from '../store/tables/intake.ts';

export interface ImportRun {
  readonly digest: Uint8Array;
  readonly type: string;
  readonly organisation: string;
  readonly rowsDone: number;
  readonly counts: ImportCounts;
  /** Sums up to the last register entry. */
  readonly entered: ImportCounts;
  readonly rejectsBytes: number;
}

export const NO_COUNTS: ImportCounts = {
  taken: 0,
  repeated: 0,
  changed: 0,
  refused: 0,
  stated: 0,
  computed: 0,
  capped: 0,
  open: 0,
};

/** An unfinished run as it stands, or a new one. A finished file that comes again is read again: its rows are repeated. */
export async function openRun(
  db: Database,
  run: Pick<ImportRun, 'digest' | 'type' | 'organisation'>,
  options: { now: Date; isWhole: (rejectsBytes: number) => boolean },
): Promise<ImportRun> {
  const { digest, type, organisation } = run;
  const row = await db
    .selectFrom('import_run')
    .selectAll()
    .where('digest', '=', digest)
    .where('type', '=', type)
    .executeTakeFirst();
  if (row !== undefined && row.finished_at === null && options.isWhole(row.rejects_bytes)) {
    return {
      ...run,
      rowsDone: row.rows_done,
      // A run that began before there was a count has none of it.
      counts: { ...NO_COUNTS, ...row.counts },
      entered: { ...NO_COUNTS, ...row.entered },
      rejectsBytes: row.rejects_bytes,
    };
  }
  const none = JSON.stringify(NO_COUNTS);
  const values = { organisation, rows_done: 0, counts: none, entered: none, rejects_bytes: 0, finished_at: null };
  await db
    .insertInto('import_run')
    .values({ digest, type, ...values, started_at: options.now })
    .onConflict((conflict) => conflict.columns(['digest', 'type']).doUpdateSet({ ...values, started_at: options.now }))
    .execute();
  return { ...run, rowsDone: 0, counts: NO_COUNTS, entered: NO_COUNTS, rejectsBytes: 0 };
}

/** Compared and swapped: two processes on one file would count each row twice. @throws DuecheckError `import-elsewhere` */
export async function advanceRun(trx: Trx, from: ImportRun, to: ImportRun, finishedAt: Date | null): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('import_run')
    .set({
      rows_done: to.rowsDone,
      counts: JSON.stringify(to.counts),
      entered: JSON.stringify(to.entered),
      rejects_bytes: to.rejectsBytes,
      finished_at: finishedAt,
    })
    .where('digest', '=', from.digest)
    .where('type', '=', from.type)
    .where('rows_done', '=', from.rowsDone)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new DuecheckError('import-elsewhere', 'another process imports this file; its rows were not taken twice');
}

export const plus = (a: ImportCounts, b: ImportCounts): ImportCounts => combine(a, b, (x, y) => x + y);
export const minus = (a: ImportCounts, b: ImportCounts): ImportCounts => combine(a, b, (x, y) => x - y);

const combine = (a: ImportCounts, b: ImportCounts, by: (x: number, y: number) => number): ImportCounts =>
  Object.fromEntries(
    (Object.keys(NO_COUNTS) as (keyof ImportCounts)[]).map((key) => [key, by(a[key], b[key])]),
  ) as unknown as ImportCounts;
