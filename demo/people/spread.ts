import type { Catalogue } from '@duecheck/core/catalogue';
import type { Random } from './random.ts';
import type { MakeRecord } from './records.ts';
import { SITUATION_NAMES, type Situation } from './situations.ts';
import { suits } from './suits.ts';
import type { RegistryEntry, SeedRecord } from './types.ts';

/** Six adverse records in force to a hundred adults and bodies, and more that help or merely say (domain/PERSONAS, load). */
const SHARES = { adverse: 0.06, positive: 0.1, basic: 0.08 } as const;
/** What most records are. */
const USUAL: readonly Situation[] = [
  'effective',
  'effective',
  'effective',
  'long-over',
  'repaired',
  'disputed',
  'without-end',
];

/**
 * Records for the crowd: first one of every record type in every situation, so that none is ever missing, then as many
 * of the usual ones as a city would have.
 */
export function spreadRecords(
  catalogue: Catalogue,
  crowd: readonly RegistryEntry[],
  random: Random,
  make: MakeRecord,
): SeedRecord[] {
  const types = catalogue.recordTypes.filter((type) => type.category !== 'process');
  const polarity = new Map(catalogue.categories.map((category) => [category.id, category.polarity]));
  const anybody = (type: string): RegistryEntry => random.pick(crowd.filter((one) => suits(type, one.type)));
  const records = types.flatMap((type) =>
    SITUATION_NAMES.map((situation) => make(anybody(type.id), { type: type.id, situation })),
  );
  for (const [kind, share] of Object.entries(SHARES)) {
    const fitting = types.filter((type) => polarity.get(type.category) === kind);
    for (let n = 0; n < crowd.length * share; n++) {
      const type = random.pick(fitting).id;
      const situation = kind === 'adverse' ? random.pick(USUAL) : 'without-end';
      records.push(make(anybody(type), { type, situation }));
    }
  }
  return records;
}
