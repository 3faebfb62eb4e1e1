import type { CatalogueIndex, DecisionPoint, Ground, Incentive, Restriction } from '@duecheck/core/catalogue';

export type Mutant = readonly [what: string, row: DecisionPoint];

/**
 * The row with one thing taken out of its lists or one term made a year longer or shorter. Left alone, because nothing could show
 * that they are gone: grounds on the material of the case itself (no record meets them), registers of the system itself (no record
 * is in them) and bases that nobody has read (cited nowhere).
 */
export function mutantsOf(row: DecisionPoint, { categories, bases }: CatalogueIndex): readonly Mutant[] {
  const isRegister = (category: string) => categories.get(category)?.polarity === 'process';
  const isRead = (basis: string) => bases.get(basis)?.verification === 'verified';
  // A row that does not run restricts nobody, so only its running would show.
  const running = row.status === 'active' ? row.restrictions : [];
  return [
    ...running.flatMap((restriction, r) =>
      restrictionsOf(restriction, isRead).map(
        ([what, smaller]): Mutant => [
          `${restriction.measure}, ${what}`,
          { ...row, restrictions: row.restrictions.with(r, smaller) },
        ],
      ),
    ),
    ...removals(row.shown, (category) => !isRegister(category)).map(
      ([category, shown]): Mutant => [`${category} is not shown`, { ...row, shown }],
    ),
    ...row.incentives.flatMap((incentive, i): Mutant[] => [
      [`${incentive.measure} is gone`, { ...row, incentives: row.incentives.toSpliced(i, 1) }],
      ...incentivesOf(incentive, isRead).map(
        ([what, other]): Mutant => [
          `${incentive.measure} ${what}`,
          { ...row, incentives: row.incentives.with(i, other) },
        ],
      ),
    ]),
    ...row.others.flatMap((other, o): Mutant[] => [
      [`${other.measure} is gone`, { ...row, others: row.others.toSpliced(o, 1) }],
      ...removals(other.bases, isRead).map(
        ([basis, left]): Mutant => [
          `${other.measure} without ${basis}`,
          { ...row, others: row.others.with(o, { ...other, bases: left }) },
        ],
      ),
    ]),
    ...cleanRunsOf(row),
    ...(row.status === 'active' || !restricts(row) ? [] : [['it runs', { ...row, status: 'active' }] satisfies Mutant]),
  ];
}

type Smaller<T> = readonly (readonly [what: string, changed: T])[];

/** The list without each of its members. */
const removals = <T extends string>(list: readonly T[], counts: (member: T) => boolean = () => true): Smaller<T[]> =>
  list.flatMap((member, i) => (counts(member) ? [[member, list.toSpliced(i, 1)] as const] : []));

function restrictionsOf(restriction: Restriction, isRead: (basis: string) => boolean): Smaller<Restriction> {
  const { grounds, alsoCites = [] } = restriction;
  if (restriction.availability === 'off') return [];
  return [
    ...grounds.flatMap((ground, g): Smaller<Restriction> => {
      if (ground.inThisCase || !isRead(ground.basis)) return [];
      const name = `ground ${g + 1} (${ground.basis})`;
      return [
        [`${name} is gone`, { ...restriction, grounds: grounds.toSpliced(g, 1) }],
        ...groundsOf(ground).map(
          ([what, smaller]) => [`${name} ${what}`, { ...restriction, grounds: grounds.with(g, smaller) }] as const,
        ),
      ];
    }),
    ...(grounds.every((ground) => ground.inThisCase) ? [] : removals(alsoCites)).map(
      ([basis, left]) => [`does not cite ${basis}`, { ...restriction, alsoCites: left }] as const,
    ),
  ];
}

function groundsOf(ground: Ground): Smaller<Ground> {
  const { basis: _, categories, ...conditions } = ground;
  const { behaviours = [], severities = [], within } = ground;
  return [
    ...removals(categories).map(([what, left]) => [`without ${what}`, { ...ground, categories: left }] as const),
    ...removals(behaviours).map(([what, left]) => [`without ${what}`, { ...ground, behaviours: left }] as const),
    ...removals(severities).map(([what, left]) => [`without ${what}`, { ...ground, severities: left }] as const),
    ...(Object.keys(conditions) as (keyof typeof conditions)[]).map((condition) => {
      const { [condition]: ___, ...rest } = ground;
      return [`does not ask for ${condition}`, rest as Ground] as const;
    }),
    ...(within ? [within.years - 1, within.years + 1] : []).map(
      (years) => [`within ${years} years`, { ...ground, within: { ...within, years } } as Ground] as const,
    ),
  ];
}

function incentivesOf(incentive: Incentive, isRead: (basis: string) => boolean): Smaller<Incentive> {
  const { bases, conditions, needsServiceItem } = incentive;
  return [
    ...removals(bases, isRead).map(([basis, left]) => [`without ${basis}`, { ...incentive, bases: left }] as const),
    ...removals(conditions).map(([what, left]) => [`without ${what}`, { ...incentive, conditions: left }] as const),
    // Documents cannot follow later without an item that lists them, whatever the row says.
    ...(needsServiceItem && incentive.measure !== 'deferred-documents'
      ? [['does not ask for an item', { ...incentive, needsServiceItem: false }] as const]
      : []),
  ];
}

function cleanRunsOf(row: DecisionPoint): readonly Mutant[] {
  const { cleanRun } = row;
  if (!cleanRun) return [];
  return removals(cleanRun.categories).map(
    ([category, categories]): Mutant => [
      `the run does not look at ${category}`,
      { ...row, cleanRun: { ...cleanRun, categories } },
    ],
  );
}

const restricts = (row: DecisionPoint): boolean => row.restrictions.some((one) => one.availability !== 'off');
