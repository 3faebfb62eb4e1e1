import type { CatalogueIndex } from '../lookup.ts';
import type { Problem } from '../problem.ts';

/** What a record may be about, and the shape it comes in. */
export function* behavioursAndRecordTypes({ catalogue, categories }: CatalogueIndex): Generator<Problem> {
  for (const [at, behaviour] of catalogue.behaviours.entries()) {
    const here = { code: 'behaviour', row: behaviour.id, path: ['behaviours', at] } as const;
    const category = categories.get(behaviour.category);
    if (category && (category.polarity === 'positive') !== (behaviour.polarity === 'positive')) {
      yield { ...here, message: `${behaviour.polarity}, yet its category ${category.id} is ${category.polarity}` };
    }
    if ((behaviour.polarity === 'positive') !== (behaviour.qualifiesForIncentive !== undefined)) {
      yield { ...here, message: 'positive behaviours, and only they, say whether they qualify for an incentive' };
    }
  }
  for (const [at, type] of catalogue.recordTypes.entries()) {
    const here = { code: 'record-type', row: type.id, path: ['recordTypes', at] } as const;
    const names = type.fields.map((field) => field.name);
    if (new Set(names).size !== names.length) yield { ...here, message: 'a field is named twice' };
    // Registers of the system itself are no credit records: nothing of them belongs on a card.
    if (type.category === 'process' && type.fields.some((field) => field.show === 'clerk')) {
      yield { ...here, message: 'a register of the system shows nothing to the clerk' };
    }
  }
}
