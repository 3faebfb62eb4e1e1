/** Reads the rows of one file by its record type: what is ready to be sealed, or a line for the rejects. */
import type { CatalogueIndex, RecordType } from '@duecheck/core/catalogue';
import { DuecheckError } from '@duecheck/core/errors';
import type { CivilDate } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import type { World } from '../world.ts';
import { type Refusal, refusal } from './codes.ts';
import { readIdentityRow } from './identity-row.ts';
import type { HeaderLookup } from './layout/header-lookup.ts';
import type { Layout } from './layout/layout.ts';
import { type OfficeContext, readOfficeRow } from './office-row.ts';
import { keyYearOf, type UnsealedIdentity, type UnsealedRecord, unsealedIdentity, unsealedRecord } from './prepare.ts';
import { recordId } from './record-id.ts';
import type { Reject } from './rejects.ts';
import { createContentDigest } from './row-content.ts';
import { isRefusal } from './row-subject.ts';
import type { ReadRow } from './rows/row.ts';
import type { TableRow } from './table-rows.ts';
import type { Terms } from './terms.ts';

type Ready = UnsealedRecord | UnsealedIdentity;
export type Read = { readonly refused: Reject } | { readonly ready: Ready; readonly how: Terms['how'] };

export interface ReaderContext {
  readonly type: RecordType;
  readonly catalogue: CatalogueIndex;
  readonly stated: ReadonlyMap<string, string>;
  readonly today: CivilDate;
}

/** Registers of the system itself are written by it alone. @throws DuecheckError `no-such-type`, `type-not-imported` */
export function importableType(catalogue: CatalogueIndex, id: string): RecordType {
  const type = catalogue.recordTypes.get(id);
  if (type === undefined)
    throw new DuecheckError('no-such-type', 'the data catalogue has no such record type, so nothing of it is kept');
  const polarity = catalogue.categories.get(type.category)?.polarity;
  if (polarity === undefined || polarity === 'process' || polarity === 'virtual')
    throw new DuecheckError('type-not-imported', 'registers of the system itself are not imported');
  return type;
}

/** What the importer says for the whole file, by field. @throws DuecheckError `statement-unknown` */
export function readStatements(
  stated: Readonly<Record<string, string>>,
  lookup: HeaderLookup,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(stated).map(([header, value]) => {
      const field = lookup(header);
      if (field === null) throw new DuecheckError('statement-unknown', 'no field of this record type has that name');
      return [field, value];
    }),
  );
}

export function createRowReader(world: World, context: ReaderContext): (row: TableRow) => Read {
  const office: OfficeContext = {
    ...context,
    asOf: iso(world.clock.now()),
    source: 'own',
    keyOf: ({ kind, number }) => world.index.subject(kind, number),
    idOf: (...parts) => recordId(world.suite, ...parts),
  };
  const year = keyYearOf(world);
  const digestOf = createContentDigest(world);
  const read = (row: ReadRow, layout: Layout): Omit<Extract<Read, { ready: unknown }>, never> | Refusal => {
    if (context.type.category === 'identity') {
      const found = readIdentityRow(row, layout, context.stated);
      return isRefusal(found)
        ? found
        : { ready: unsealedIdentity(found.identity, office.keyOf(found.subject.key), year), how: 'open' };
    }
    const found = readOfficeRow(row, layout, office);
    if (isRefusal(found)) return found;
    const { record, subjectKey, how, said, vouchedBy } = found;
    return { ready: unsealedRecord(record, subjectKey, year, { said, vouchedBy, digestOf }), how };
  };
  return (one) => {
    if ('broken' in one) return { refused: { line: one.line, code: one.broken, columns: [], row: null } };
    const { line, row, layout } = one;
    if (layout === null) return { refused: { line, code: 'no-header', columns: [], row: null } };
    let found: ReturnType<typeof read>;
    try {
      found = read(row, layout);
    } catch {
      // A row that our own code stumbles over is one refused row, never half an import.
      found = refusal('form');
    }
    return isRefusal(found) ? { refused: rejectOf(line, found, row, layout) } : found;
  };
}

/** Cells that no header names could be anything: they are left out like the denied ones. */
function rejectOf(line: number, { code, columns }: Refusal, row: ReadRow, layout: Layout): Reject {
  const denied = new Set(layout.denied);
  const kept: Record<string, string> = {};
  layout.headers.forEach((header, at) => {
    const cell = row.cells[at];
    if (cell !== undefined && cell !== '' && header.trim() !== '' && !denied.has(at)) kept[header] = cell;
  });
  return { line, code, columns: columns.map((at) => layout.headers[at] ?? ''), row: kept };
}
