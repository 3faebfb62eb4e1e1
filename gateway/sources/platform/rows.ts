/** Rows of an answer → records, by the same reading as an office's file: one rule for what is a record, whoever sends it. */
import type { CreditRecord, RecordFacts } from '@duecheck/core/assess';
import { equalBytes } from '@duecheck/core/bytes';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { iso } from '../../clock.ts';
import { createHeaderLookup } from '../../intake/layout/header-lookup.ts';
import { layoutOf } from '../../intake/layout/layout.ts';
import { type OfficeContext, readOfficeRow } from '../../intake/office-row.ts';
import type { ImportedRecord } from '../../intake/records.ts';
import { isRefusal } from '../../intake/row-subject.ts';
import { objectRow } from '../../intake/rows/ndjson-rows.ts';
import { SourceFault, type UpstreamQuery } from '../source.ts';
import type { ListConfig } from './config.ts';
import { ROW_CLASSES } from './row-classes.ts';
import { settleSubject } from './settle-subject.ts';

export interface RowsContext extends Omit<OfficeContext, 'type' | 'stated'> {
  readonly query: Pick<UpstreamQuery, 'subject' | 'subjectKey'>;
}

/**
 * Columns whose absence changes what every row means. An empty item is the platform's word that there is none; without the
 * column, its format has changed, and every record would vanish. Without a state a repaired record would be in force.
 */
const NEEDED = ['catalogueItemId', 'state'] as const;

type ReadList = (rows: readonly unknown[], context: RowsContext) => CreditRecord[];

/**
 * How the rows of each list are read, made once a catalogue in force: by a list's name in the platform's answer.
 *
 * @throws SourceFault `unreadable`: the catalogue does not have a configured type, in that category
 */
export function createListReaders(lists: Readonly<Record<string, ListConfig>>) {
  const made = new WeakMap<CatalogueIndex, Map<string, ReadList>>();
  return (list: string, catalogue: CatalogueIndex): ReadList => {
    const readers = made.get(catalogue) ?? new Map<string, ReadList>();
    made.set(catalogue, readers);
    const reader = readers.get(list) ?? createListReader(list, lists[list] as ListConfig, catalogue);
    readers.set(list, reader);
    return reader;
  };
}

function createListReader(
  list: string,
  { type: id, category, states }: ListConfig,
  catalogue: CatalogueIndex,
): ReadList {
  const type = catalogue.recordTypes.get(id);
  if (type === undefined || type.category !== category) throw unreadable(list, 'its type is not in the catalogue');
  const lookup = createHeaderLookup(type, catalogue);
  const stated = new Map(Object.entries(states));

  return (rows, context) =>
    rows.flatMap((value, at) => {
      const row = objectRow(value, at + 1);
      if ('broken' in row) throw unreadable(list, row.broken);
      const layout = layoutOf(row.keys ?? [], lookup);
      const absent = NEEDED.find((field) => !layout.columns.has(field) && !stated.has(field));
      if (absent !== undefined) throw unreadable(list, `rows without a column for ${absent}`);
      const settled = settleSubject(row, layout, type.id, context.query.subject);
      if (settled === null) throw unreadable(list, 'a row that names somebody else, or nobody surely');
      const found = readOfficeRow(settled, layout, { ...context, type, stated });
      if (isRefusal(found)) {
        if (ROW_CLASSES[found.code] === 'kept-out') return [];
        throw unreadable(list, found.code);
      }
      if (!equalBytes(found.subjectKey, context.query.subjectKey)) throw unreadable(list, 'a row about somebody else');
      return [recordOf(found.record)];
    });
}

const unreadable = (list: string, why: string) => new SourceFault('unreadable', `${list}: ${why}`);

/** The subject stays behind: it was in the question. */
const recordOf = ({ subject: _, facts, source, ...record }: ImportedRecord): CreditRecord =>
  ({
    ...record,
    facts: facts as RecordFacts,
    source: { id: source.id, asOf: iso(Date.parse(source.asOf)) },
  }) as CreditRecord;
