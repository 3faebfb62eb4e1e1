/** The catalogue's words for one row, in one language: what the card may have to say, and no more of the catalogue. */
import type { Binding } from '@duecheck/core/binding';
import { inLanguage, type Language, type Words } from '@duecheck/core/text';
import type { RowWords } from '../messages/index.ts';
import { readList } from './lists.ts';

export async function rowWords(binding: Binding, language: Language): Promise<RowWords> {
  const catalogue = (await readList('catalogue'))?.list;
  const say = (text: Words) => inLanguage(text, language);
  const row = catalogue?.decisionPoints.find(({ id }) => id === binding.decisionPoint);
  if (!catalogue || !row) return { ...NONE, title: say(binding.title) };
  const byId = <T extends { readonly id: string }, V>(items: readonly T[], value: (item: T) => V): Record<string, V> =>
    Object.fromEntries(items.map((item) => [item.id, value(item)]));
  return {
    title: say(row.title),
    purpose: say(row.purpose),
    measures: byId(catalogue.measures, ({ title, kind }) => ({ title: say(title), kind })),
    bases: byId(catalogue.bases, ({ document, article, summary }) => ({ document, article, summary: say(summary) })),
    queryBases: row.queryBases,
    kinds: {
      ...byId(catalogue.categories, ({ title }) => say(title)),
      ...byId(catalogue.recordTypes, ({ title }) => say(title)),
      ...byId(catalogue.behaviours, ({ title }) => say(title)),
    },
    documents: byId(
      catalogue.serviceItems.flatMap(({ documents }) => documents),
      ({ title }) => say(title),
    ),
  };
}

const NONE: Omit<RowWords, 'title'> = {
  purpose: '',
  measures: {},
  bases: {},
  queryBases: [],
  kinds: {},
  documents: {},
};
