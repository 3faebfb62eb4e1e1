import type { CatalogueIndex, RecordType } from '../catalogue/index.ts';
import { polarityOf } from './polarity.ts';
import type { ShownRecord } from './types.ts';
import type { UsableRecord } from './usable.ts';

/**
 * The record as the clerk may see it: what every record carries, and of its own fields those that the data catalogue marks for
 * the card. A field that the catalogue does not know never leaves, whatever a source sent (DESIGN §1.5).
 */
export function show(record: UsableRecord, catalogue: CatalogueIndex): ShownRecord {
  const fields = fieldsOf(record.type, catalogue);
  const permitted = fields.filter((field) => field.show === 'clerk').map((field) => field.name);
  return {
    id: record.id,
    type: record.type,
    category: record.category,
    polarity: polarityOf(record, catalogue),
    ...(record.behaviour !== undefined && { behaviour: record.behaviour }),
    ...(record.severity !== undefined && { severity: record.severity }),
    organ: record.organ,
    documentNumber: record.documentNumber,
    decidedOn: record.decidedOn,
    publishUntil: record.publishUntil,
    state: record.state,
    ...(record.state === 'disputed' && record.disputeDueBy !== undefined && { disputeDueBy: record.disputeDueBy }),
    source: record.source,
    fields: Object.fromEntries(
      permitted.flatMap((name) => {
        const value = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    // By the type, not by what is there: whether such a field holds anything is told by its own registered call alone.
    onDemand: fields.filter((field) => field.show === 'on-demand').map((field) => field.name),
  };
}

/**
 * The type's own fields and the common ones. A type may be stricter than the common list on the same name: its own word stands,
 * and so a type that nobody knows has no fields at all.
 */
function fieldsOf(type: string, catalogue: CatalogueIndex): RecordType['fields'] {
  const own = catalogue.recordTypes.get(type)?.fields;
  if (!own) return [];
  const names = new Set(own.map((field) => field.name));
  return [...own, ...catalogue.catalogue.commonFields.filter((field) => !names.has(field.name))];
}
