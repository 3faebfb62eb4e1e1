/** NDJSON in, rows and counts out. One register entry a 10,000 lines: digest and counts, no subject (DESIGN §4). */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import { recordsKey } from '../sources/own-store.ts';
import type { Trx } from '../store/database.ts';
import { seal } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { ImportedIdentity, ImportedRecord, type IntakeCode, refuseRecord, subjectKeyOf } from './records.ts';

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
const LINES_PER_ENTRY = 10_000;

type Taken = 'taken' | 'repeated' | { readonly code: IntakeCode };

export async function importLines(world: World, job: ImportJob): Promise<ImportReport> {
  const catalogue = await world.lists.catalogue();
  const report = { taken: 0, repeated: 0, refused: [] as { line: number; code: IntakeCode }[] };
  let pending: { line: number; text: string }[] = [];
  let entry = { hash: createHash('sha256'), lines: 0, from: 1 };
  let line = 0;

  const flush = async (last: boolean): Promise<void> => {
    await world.db.transaction().execute(async (trx) => {
      for (const { line: at, text } of pending) {
        const taken = await importLine(trx, world, job.kind, text, catalogue);
        if (typeof taken === 'object') report.refused.push({ line: at, code: taken.code });
        else report[taken] += 1;
        entry.hash.update(text).update('\n');
        entry.lines += 1;
      }
      if (entry.lines === 0 || (!last && entry.lines < LINES_PER_ENTRY)) return;
      await world.register.append(trx, [
        {
          type: 'import',
          organisation: job.organisation,
          decisionPoint: null,
          actor: null,
          subject: null,
          case: null,
          request: { kind: job.kind, from: entry.from, lines: entry.lines, digest: entry.hash.digest('hex') },
          outcome: null,
          office: {},
        },
      ]);
      entry = { hash: createHash('sha256'), lines: 0, from: line + 1 };
    });
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

async function importLine(
  trx: Trx,
  world: World,
  kind: ImportJob['kind'],
  text: string,
  catalogue: CatalogueIndex,
): Promise<Taken> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { code: 'not-json' };
  }
  if (kind === 'registry') {
    const parsed = ImportedIdentity.safeParse(value);
    return parsed.success ? importIdentity(trx, world, parsed.data) : { code: 'form' };
  }
  const parsed = ImportedRecord.safeParse(value);
  if (!parsed.success) return { code: 'form' };
  const code = refuseRecord(parsed.data, catalogue);
  return code === null ? importRecord(trx, world, parsed.data) : { code };
}

const yearNow = (world: World): number => Number(legalDateOf(iso(world.clock.now())).slice(0, 4));

async function importIdentity(trx: Trx, world: World, identity: ImportedIdentity): Promise<Taken> {
  const key = subjectKeyOf(identity);
  if (key === null) return { code: 'subject-invalid' };
  const subjectKey = world.index.subject(key.kind, key.number);
  const year = yearNow(world);
  const inserted = await trx
    .insertInto('known_subject')
    .values({
      subject_key: subjectKey,
      subject_type: identity.type,
      established_on: identity.establishedOn ?? null,
      key_year: year,
      sealed: await seal(trx, world, recordsKey(subjectKey, year), 'known', { name: identity.name }),
    })
    .onConflict((conflict) => conflict.column('subject_key').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n ? 'taken' : 'repeated';
}

async function importRecord(trx: Trx, world: World, record: ImportedRecord): Promise<Taken> {
  const key = subjectKeyOf(record.subject);
  if (key === null) return { code: 'subject-invalid' };
  const subjectKey = world.index.subject(key.kind, key.number);
  const year = yearNow(world);
  const sealed = { documentNumber: record.documentNumber, fields: record.fields, subject: record.subject };
  const inserted = await trx
    .insertInto('credit_record')
    .values({
      id: record.id,
      subject_key: subjectKey,
      type: record.type,
      category: record.category,
      behaviour: record.behaviour ?? null,
      severity: record.severity ?? null,
      organ: record.organ,
      item: record.item,
      domain: record.domain ?? null,
      occupation: record.occupation ?? null,
      licence: record.licence ?? null,
      decided_on: record.decidedOn,
      publish_until: record.publishUntil,
      use_until: record.useUntil,
      retain_until: record.retainUntil,
      state: record.state,
      dispute_due_by: record.disputeDueBy ?? null,
      facts: JSON.stringify(record.facts),
      source: record.source.id,
      as_of: new Date(record.source.asOf),
      key_year: year,
      sealed: await seal(trx, world, recordsKey(subjectKey, year), `record/${record.id}`, sealed),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n ? 'taken' : 'repeated';
}
