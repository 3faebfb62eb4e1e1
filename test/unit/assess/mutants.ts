import type { DecisionPoint, Ground } from '@duecheck/core/catalogue';

export type Mutant = readonly [what: string, row: DecisionPoint];

/**
 * The row with one thing taken out of its lists: each ground, each category and each condition of a ground, each shown category, each
 * incentive, each category of the clean run. Grounds on the material of the case itself are left alone: no record meets them, so
 * nothing can show that one is gone.
 */
export function mutantsOf(row: DecisionPoint): readonly Mutant[] {
  return [
    ...row.restrictions.flatMap((restriction, r) =>
      restriction.grounds.flatMap((ground, g): Mutant[] => {
        if (ground.inThisCase) return [];
        const name = `${restriction.measure}, ground ${g + 1} (${ground.basis})`;
        return [
          [`${name} is gone`, withGrounds(row, r, without(restriction.grounds, g))],
          ...shrunken(ground).map(
            ([what, smaller]): Mutant => [`${name} ${what}`, withGrounds(row, r, restriction.grounds.with(g, smaller))],
          ),
        ];
      }),
    ),
    ...row.shown.map((category, i): Mutant => [`${category} is not shown`, { ...row, shown: without(row.shown, i) }]),
    ...row.incentives.map(
      ({ measure }, i): Mutant => [`${measure} is gone`, { ...row, incentives: without(row.incentives, i) }],
    ),
    ...(row.cleanRun?.categories ?? []).map((category, i): Mutant => {
      const cleanRun = row.cleanRun as NonNullable<DecisionPoint['cleanRun']>;
      return [
        `the run does not look at ${category}`,
        { ...row, cleanRun: { ...cleanRun, categories: without(cleanRun.categories, i) } },
      ];
    }),
  ];
}

function shrunken(ground: Ground): readonly (readonly [string, Ground])[] {
  const { basis: _, categories: __, ...conditions } = ground;
  return [
    ...ground.categories.map(
      (category, i) => [`without ${category}`, { ...ground, categories: without(ground.categories, i) }] as const,
    ),
    ...(Object.keys(conditions) as (keyof typeof conditions)[]).map((condition) => {
      const { [condition]: ___, ...rest } = ground;
      return [`does not ask for ${condition}`, rest as Ground] as const;
    }),
  ];
}

const withGrounds = (row: DecisionPoint, at: number, grounds: Ground[]): DecisionPoint => ({
  ...row,
  restrictions: row.restrictions.map((restriction, i) => (i === at ? { ...restriction, grounds } : restriction)),
});

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
