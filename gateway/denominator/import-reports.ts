/**
 * `duecheck import FILE --type decisions | cases`: a host's export (CSV, workbook, NDJSON), or nginx's log or spool. Rows are
 * keyed as they are read and nothing of them is kept in clear; the same file again changes nothing, so a run that died is run again.
 */
import { DuecheckError } from '@duecheck/core/errors';
import type { HeaderLookup } from '../intake/layout/header-lookup.ts';
import type { Layout } from '../intake/layout/layout.ts';
import { openRows } from '../intake/rows/open-rows.ts';
import { type TableRow, tableRows } from '../intake/table-rows.ts';
import type { World } from '../world.ts';
import { reportColumn } from './report-columns.ts';
import { appendReport } from './report-entry.ts';
import { type ReadReport, type RowCode, readReport } from './report-row.ts';
import { type Report, type ReportKind, takeReports } from './take-reports.ts';

export interface ReportJob {
  readonly file: string;
  readonly kind: ReportKind;
  readonly organisation: string;
  /** Header or field → what holds for every row that is silent. */
  readonly stated?: Readonly<Record<string, string>>;
}

/** `taken + repeated + skipped + refused = rows` */
export interface ReportsReport {
  readonly rows: number;
  readonly taken: number;
  readonly repeated: number;
  /** The host refused what was asked of it, so nothing was decided. */
  readonly skipped: number;
  readonly refused: readonly { readonly line: number; readonly code: RowCode }[];
}

export const isReportKind = (type: string | undefined): type is ReportKind => type === 'decisions' || type === 'cases';

/** One register entry a ten thousand rows (DESIGN §4), and a transaction each. */
const CHUNK = 10_000;

/** @throws DuecheckError `no-such-organisation`, `statement-unknown` */
export async function importReports(world: World, job: ReportJob): Promise<ReportsReport> {
  const { kind, organisation } = job;
  const known = await world.db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisation)
    .executeTakeFirst();
  if (known === undefined) throw new DuecheckError('no-such-organisation', `there is no organisation ${organisation}`);
  const stated = statedBy(job.stated ?? {}, reportColumn);
  const sum = { rows: 0, taken: 0, repeated: 0, skipped: 0, refused: [] as ReportsReport['refused'][number][] };
  const rows = await openRows(job.file);
  let isLog = false;
  const chunks = tableRows(rows.batches, reportColumn, {
    chunk: CHUNK,
    onLayout: (layout) => {
      isLog = looksLogged(layout);
    },
  });
  for await (const chunk of chunks) {
    const read = chunk.map((one) => ({ line: one.line, read: readOne(one, { kind, stated }) }));
    const good = read.flatMap((one) => (isRead(one.read) ? [{ line: one.line, report: one.read.report }] : []));
    // Both may tell one decision, each by its own clock.
    const reporter = { organisation, source: isLog ? 'file:log' : 'file:export', kind };
    const told = await world.db.transaction().execute(async (trx) => {
      const taken = await takeReports(
        trx,
        world,
        reporter,
        good.map(({ report }) => report),
      );
      await appendReport(trx, world, reporter, taken, textOf(chunk));
      return taken;
    });
    sum.rows += chunk.length;
    sum.taken += told.taken;
    sum.repeated += told.repeated;
    sum.skipped += read.filter((one) => one.read === 'skip').length;
    for (const one of read)
      if (one.read !== 'skip' && 'code' in one.read) sum.refused.push({ line: one.line, code: one.read.code });
    for (const { n, code } of told.refused) sum.refused.push({ line: (good[n] as { line: number }).line, code });
  }
  return { ...sum, refused: sum.refused.sort((a, b) => a.line - b.line) };
}

const isRead = (read: ReadReport): read is { readonly report: Report } => read !== 'skip' && 'report' in read;

function readOne(one: TableRow, by: { kind: ReportKind; stated: ReadonlyMap<string, string> }): ReadReport {
  if ('broken' in one) return { code: one.broken };
  return one.layout === null ? { code: 'no-header' } : readReport(one.row, one.layout, by);
}

/** What nginx writes has its own name for the instant. */
const looksLogged = ({ headers }: Layout): boolean => headers.includes('passedAt');

function statedBy(stated: Readonly<Record<string, string>>, lookup: HeaderLookup): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(stated).map(([header, value]) => {
      const field = lookup(header);
      if (field === null) throw new DuecheckError('statement-unknown', `nothing is known of a column ${header}`);
      return [field, value];
    }),
  );
}

const textOf = (chunk: readonly TableRow[]): string =>
  JSON.stringify(chunk.map((one) => ('broken' in one ? [one.line, one.broken] : one.row.cells)));
