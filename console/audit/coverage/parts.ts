/** The five parts of what was decided, in the order in which they are drawn and told. */
import type { CoverageAnswer } from '@duecheck/core/contract';

export const PARTS = ['checked', 'owed', 'overridden', 'notDue', 'unchecked'] as const;
export type Part = (typeof PARTS)[number];
export type Counts = CoverageAnswer['total'];

/** In percent of what was told, to a tenth; null where nobody told of anything. */
export const shareOf = (part: Part, counts: Counts): number | null =>
  counts.reported === 0 ? null : Math.round((counts[part] / counts.reported) * 1000) / 10;

/** The least known first: where something is unchecked there is something to do. */
export const byUnchecked = <T extends Counts>(groups: readonly T[]): T[] =>
  [...groups].sort((a, b) => b.unchecked - a.unchecked || b.reported - a.reported);
