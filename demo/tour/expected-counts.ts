import { assess, type CreditRecord, toOutcome } from '@duecheck/core/assess';
import { type Catalogue, indexCatalogue } from '@duecheck/core/catalogue';
import type { ItemClass } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import type { People } from '../people/index.ts';
import type { ListedPerson } from '../people/round-list.ts';

/**
 * What an undisturbed run of this list must come to, worked out from the demonstration's own people and the rule alone:
 * without a gateway, a batch or a database.
 */
export function expectedCounts(
  list: readonly ListedPerson[],
  { registry, records }: Pick<People, 'registry' | 'records'>,
  { catalogue, decisionPoint, today }: { catalogue: Catalogue; decisionPoint: string; today: CivilDate },
): Partial<Record<ItemClass, number>> {
  const index = indexCatalogue(catalogue);
  const point = index.decisionPoints.get(decisionPoint);
  if (point === undefined) throw new Error(`the catalogue has no ${decisionPoint}`);
  const known = new Map(registry.map((one) => [one.number, one]));
  const recordsOf = Map.groupBy(records, ({ subject }) => subject.number);
  const classOf = ({ number, slip }: ListedPerson): ItemClass => {
    if (slip === 'number' || slip === 'no-case') return 'invalid';
    if (slip === 'name') return 'mismatch';
    const assessment = assess({
      catalogue: index,
      decisionPoint: point,
      matter: null,
      subject: { type: known.get(number)?.type ?? 'individual' },
      records: (recordsOf.get(number) ?? []) as readonly CreditRecord[],
      completeness: 'complete',
      today,
    });
    const { kind } = toOutcome(assessment, { completeness: 'complete', identity: 'confirmed' });
    return kind === 'clear' ? 'clear' : 'findings';
  };
  const counts: Partial<Record<ItemClass, number>> = {};
  for (const person of list) {
    const name = classOf(person);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
