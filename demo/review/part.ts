/** Some clerks of a corpus with all they did: enough to review, and soon poured. */
import type { Corpus } from './corpus.ts';

/** @param clerks how many; those whose look-ups hold something to find come first */
export function partOf(corpus: Corpus, clerks: number): Corpus {
  const planted = corpus.looks.filter((look) => look.planted !== null).map(({ clerk }) => clerk);
  const kept = new Set([...new Set([...planted, ...corpus.staff.clerks])].slice(0, clerks));
  return { ...corpus, looks: corpus.looks.filter(({ clerk }) => kept.has(clerk)) };
}
