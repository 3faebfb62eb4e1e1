/** Some clerks of a corpus with all they did: enough to review, and soon poured. */
import type { Corpus } from './corpus.ts';
import { type Clerk, PATTERNS, type Pattern } from './types.ts';

/** @param clerks how many; first, for each pattern, whoever has most of it, so that few hold many kinds of what is to be found */
export function partOf(corpus: Corpus, clerks: number): Corpus {
  const first = PATTERNS.toReversed().flatMap((pattern) => mostOf(corpus, pattern) ?? []);
  const kept = new Set([...new Set([...first, ...corpus.staff.clerks])].slice(0, clerks));
  return { ...corpus, looks: corpus.looks.filter(({ clerk }) => kept.has(clerk)) };
}

function mostOf({ looks }: Corpus, pattern: Pattern): Clerk | undefined {
  const counts = new Map<Clerk, number>();
  for (const { clerk, planted } of looks) if (planted === pattern) counts.set(clerk, (counts.get(clerk) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
