import type { CatalogueIndex, Incentive } from '../catalogue/index.ts';
import { polarityOf } from './polarity.ts';
import type { Assessment, Because } from './types.ts';
import type { UsableRecord } from './usable.ts';

type Condition = Incentive['conditions'][number];

/** What an incentive can rest on: the records that the row may show, and the answer to the clean-run test. */
export interface Merits {
  readonly records: readonly UsableRecord[];
  readonly cleanRun: Assessment['cleanRun'];
  readonly catalogue: CatalogueIndex;
}

const REASONS: { readonly [Name in Condition]: (merits: Merits) => Because | null } = {
  // A commended person: one record in force is enough, and only behaviours that the list says can carry it (SYSTEMS §6).
  'positive-record': ({ records, catalogue }) =>
    from(
      'positive-record',
      records.filter((record) => isUndisputedPositive(record, catalogue) && qualifies(record, catalogue)),
    ),
  'clean-run': ({ cleanRun: run }) =>
    run?.answer === 'yes' ? { kind: 'clean-run', from: run.from, to: run.to } : null,
  'commitment-signed': () => ({ kind: 'commitment' }),
  // The person chose what to hand over; the partner judges it. Without anything good in it there is nothing to grant on.
  'as-authorised': ({ records, catalogue }) =>
    from(
      'authorised',
      records.filter((record) => isUndisputedPositive(record, catalogue)),
    ),
  'self-corrected': ({ records }) =>
    from(
      'self-corrected',
      records.filter((record) => record.facts.selfCorrected === true),
    ),
};

/** The first of the row's conditions that is met, in the catalogue's order; null where none is. */
export function because(conditions: readonly Condition[], merits: Merits): Because | null {
  for (const condition of conditions) {
    const reason = REASONS[condition](merits);
    if (reason) return reason;
  }
  return null;
}

const from = (
  kind: 'positive-record' | 'authorised' | 'self-corrected',
  records: readonly UsableRecord[],
): Because | null => (records.length > 0 ? { kind, records: records.map((record) => record.id) } : null);

const isUndisputedPositive = (record: UsableRecord, catalogue: CatalogueIndex): boolean =>
  record.state !== 'disputed' && polarityOf(record, catalogue) === 'positive';

const qualifies = (record: UsableRecord, catalogue: CatalogueIndex): boolean =>
  record.behaviour !== undefined && catalogue.behaviours.get(record.behaviour)?.qualifiesForIncentive === true;
