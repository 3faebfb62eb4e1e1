import type { CatalogueIndex } from '../catalogue/index.ts';
import { polarityOf } from './polarity.ts';
import type { ShownRecord } from './types.ts';
import type { UsableRecord } from './usable.ts';

/**
 * The record as the clerk may see it: what every record carries, and of its own fields those that the data catalogue marks for
 * the card. A field that the catalogue does not know never leaves, whatever a source sent (DESIGN §1.5).
 */
export function show(record: UsableRecord, catalogue: CatalogueIndex): ShownRecord {
  const fields = catalogue.recordTypes.get(record.type)?.fields ?? [];
  const own = new Set(fields.map((field) => field.name));
  // A record type may be stricter than the common list on the same name: its own word stands.
  const common = catalogue.catalogue.commonFields.filter((field) => !own.has(field.name));
  const permitted = [...fields, ...common].filter((field) => field.show === 'clerk').map((field) => field.name);
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
