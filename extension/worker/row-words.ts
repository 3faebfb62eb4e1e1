/** The catalogue's words for one row, in one language: what the card may have to say, and no more of the catalogue. */
import type { Binding } from '@duecheck/core/binding';
import { authorisableCategories } from '@duecheck/core/catalogue';
import { inLanguage, type Language, type Words } from '@duecheck/core/text';
import type { RowWords } from '../messages/index.ts';
import { readAccount } from './account.ts';
import { readList } from './lists.ts';

export async function rowWords(binding: Binding, language: Language): Promise<RowWords> {
  const catalogue = (await readList('catalogue'))?.list;
  const say = (text: Words) => inLanguage(text, language);
  const row = catalogue?.decisionPoints.find(({ id }) => id === binding.decisionPoint);
  const organisation = await nameOf(binding.organisation);
  if (!catalogue || !row) return { ...NONE, title: say(binding.title), organisation };
  const byId = <T extends { readonly id: string }, V>(items: readonly T[], value: (item: T) => V): Record<string, V> =>
    Object.fromEntries(items.map((item) => [item.id, value(item)]));
  const titles = byId(catalogue.categories, ({ title }) => say(title));
  return {
    title: say(row.title),
    purpose: say(row.purpose),
    organisation,
    notice: say(row.authority.notice),
    authorisable: authorisableCategories(row, catalogue.categories).map((id) => ({ id, title: titles[id] ?? id })),
    measures: byId(catalogue.measures, ({ title, kind }) => ({ title: say(title), kind })),
    bases: byId(catalogue.bases, ({ document, article, summary }) => ({ document, article, summary: say(summary) })),
    queryBases: row.queryBases,
    kinds: {
      ...titles,
      ...byId(catalogue.recordTypes, ({ title }) => say(title)),
      ...byId(catalogue.behaviours, ({ title }) => say(title)),
    },
    documents: byId(
      catalogue.serviceItems.flatMap(({ documents }) => documents),
      ({ title }) => say(title),
    ),
  };
}

/** By name where the clerk's own post is there; an organ below it is shown by its id. */
const nameOf = async (organisation: string): Promise<string> =>
  (await readAccount())?.organisations.find(({ id }) => id === organisation)?.name ?? organisation;

const NONE: Omit<RowWords, 'title' | 'organisation'> = {
  purpose: '',
  notice: '',
  authorisable: [],
  measures: {},
  bases: {},
  queryBases: [],
  kinds: {},
  documents: {},
};
