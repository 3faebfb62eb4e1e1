/** NDJSON in, rows and counts out, a thousand lines a transaction, flat memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { IntakeCode } from './codes.ts';
import { type Prepared, prepareIdentity, prepareRecord } from './prepare.ts';
import { storeRows } from './store-rows.ts';

export interface ImportReport {
  readonly taken: number;
  readonly repeated: number;
  readonly refused: readonly { readonly line: number; readonly code: IntakeCode }[];
}

export interface ImportJob {
  readonly file: string;
  readonly kind: 'records' | 'registry';
  /** In whose name it is imported. */
  readonly organisation: string;
  readonly onProgress?: (lines: number) => void;
}

const CHUNK = 1000;
/** One register entry a 10,000 lines: digest and counts, no subject (DESIGN §4). */
const LINES_PER_ENTRY = 10_000;

export async function importLines(world: World, job: ImportJob): Promise<ImportReport> {
  const catalogue = await world.lists.catalogue();
  const report = { taken: 0, repeated: 0, refused: [] as { line: number; code: IntakeCode }[] };
  const prepare = (text: string): Prepared =>
    job.kind === 'records' ? prepareRecord(text, world, catalogue) : prepareIdentity(text, world);
  let pending: { line: number; text: string }[] = [];
  let batch = { hash: createHash('sha256'), lines: 0, from: 1 };
  let line = 0;

  const flush = async (last: boolean): Promise<void> => {
    const prepared = pending.map(({ line: at, text }) => ({ at, prepared: prepare(text) }));
    for (const { text } of pending) batch.hash.update(text).update('\n');
    batch.lines += pending.length;
    await world.db.transaction().execute(async (trx) => {
      const good = prepared.flatMap((p) => (p.prepared.ok ? [p.prepared] : []));
      const { taken } = await storeRows(trx, world, good);
      report.taken += taken;
      report.repeated += good.length - taken;
      if (batch.lines === 0 || (!last && batch.lines < LINES_PER_ENTRY)) return;
      await appendImport(trx, world, job, batch);
      batch = { hash: createHash('sha256'), lines: 0, from: line + 1 };
    });
    for (const p of prepared) if (!p.prepared.ok) report.refused.push({ line: p.at, code: p.prepared.code });
    pending = [];
    job.onProgress?.(line);
  };

  for await (const text of createInterface({
    input: createReadStream(job.file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line += 1;
    if (text.trim() !== '') pending.push({ line, text });
    if (pending.length >= CHUNK) await flush(false);
  }
  await flush(true);
  return report;
}

async function appendImport(
  trx: Trx,
  world: World,
  job: ImportJob,
  batch: { hash: ReturnType<typeof createHash>; lines: number; from: number },
): Promise<void> {
  await world.register.append(trx, [
    {
      type: 'import',
      organisation: job.organisation,
      decisionPoint: null,
      actor: null,
      subject: null,
      case: null,
      request: { kind: job.kind, from: batch.from, lines: batch.lines, digest: batch.hash.digest('hex') },
      outcome: null,
      office: {},
    },
  ]);
}
