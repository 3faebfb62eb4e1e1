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
  // A commended person: one record in force is enough, and only a behaviour that the list says can carry it (SYSTEMS §6).
  'positive-record': ({ records, catalogue }) =>
    resting('positive-record', records.filter(isUndisputed).filter(qualifies(catalogue))),
  'clean-run': ({ cleanRun: run }) =>
    run?.answer === 'yes' ? { kind: 'clean-run', from: run.from, to: run.to } : null,
  'commitment-signed': () => ({ kind: 'commitment' }),
  // The person chose what to hand over, and the partner judges it: an honour, or a statement of the person's own choice.
  'as-authorised': ({ records, catalogue }) =>
    resting('authorised', records.filter(isUndisputed).filter(burdensNobody(catalogue))),
  'self-corrected': ({ records }) => resting('self-corrected', records.filter(isSelfCorrected)),
};

/** The first of the row's conditions that is met, in the catalogue's order; null where none is. */
export function because(conditions: readonly Condition[], merits: Merits): Because | null {
  for (const condition of conditions) {
    const reason = REASONS[condition](merits);
    if (reason) return reason;
  }
  return null;
}

function resting(
  kind: 'positive-record' | 'authorised' | 'self-corrected',
  records: readonly UsableRecord[],
): Because | null {
  return records.length > 0 ? { kind, records: records.map((record) => record.id) } : null;
}

const isUndisputed = (record: UsableRecord): boolean => record.state !== 'disputed';

const isSelfCorrected = (record: UsableRecord): boolean => record.facts.selfCorrected === true;

const burdensNobody = (catalogue: CatalogueIndex) => (record: UsableRecord) =>
  polarityOf(record, catalogue) !== 'adverse';

const qualifies = (catalogue: CatalogueIndex) => (record: UsableRecord) => {
  const behaviour = record.behaviour === undefined ? undefined : catalogue.behaviours.get(record.behaviour);
  return behaviour?.polarity === 'positive' && behaviour.qualifiesForIncentive === true;
};
