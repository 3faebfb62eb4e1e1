import type { Random } from './random.ts';
import type { MakeRecord } from './records.ts';
import { suits } from './suits.ts';
import type { PlatformId, PlatformRecord, RegistryEntry, SeedRecord } from './types.ts';

/** Record types that a platform collects; nothing else is ever there. */
export const HOLDS = {
  city: [
    'penalty',
    'serious-dishonesty-listing',
    'positive-listing',
    'exam-integrity',
    'abnormal-operations',
    'licence',
  ],
  province: [
    'penalty',
    'serious-dishonesty-listing',
    'positive-listing',
    'exam-integrity',
    'judgment-debtor',
    'tax-dishonesty',
  ],
} as const satisfies Record<PlatformId, readonly string[]>;

const holds = (id: PlatformId, type: string): boolean => (HOLDS[id] as readonly string[]).includes(type);

/** Of the crowd's own records: at the city's platform, at the province's, at both. */
const PASSED_ON: readonly (readonly [share: number, at: readonly PlatformId[]])[] = [
  [0.2, ['city']],
  [0.15, ['province']],
  [0.15, ['city', 'province']],
];
/** Of a thousand people and bodies: with a record that the own store does not have. */
const ONLY_THERE: readonly (readonly [perThousand: number, at: readonly PlatformId[]])[] = [
  [8, ['city']],
  [8, ['province']],
  [4, ['city', 'province']],
];

/** What the platforms hold of the crowd. */
export function platformRecords(
  crowd: readonly RegistryEntry[],
  own: readonly SeedRecord[],
  random: Random,
  make: MakeRecord,
): PlatformRecord[] {
  const passedOn = own.map((record) => {
    const at = drawn(random).filter((id) => holds(id, record.type));
    return { record, at };
  });
  const onlyThere = ONLY_THERE.flatMap(([perThousand, at]) => {
    const types = HOLDS[at[0] as PlatformId].filter((type) => at.every((id) => holds(id, type)));
    return Array.from({ length: Math.ceil((perThousand * crowd.length) / 1000) }, () => {
      const type = random.pick(types);
      const subject = random.pick(crowd.filter((one) => suits(type, one.type)));
      return { record: make(subject, { type, situation: 'effective' }), at };
    });
  });
  return [...passedOn, ...onlyThere];
}

function drawn(random: Random): readonly PlatformId[] {
  let rest = random.next();
  for (const [share, at] of PASSED_ON) {
    if (rest < share) return at;
    rest -= share;
  }
  return [];
}

/** By platform. */
export const heldBy = (records: readonly PlatformRecord[], id: PlatformId): SeedRecord[] =>
  records.flatMap(({ record, at }) => (at.includes(id) ? [record] : []));
