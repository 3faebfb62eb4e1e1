import { inLanguage, type Language } from '@duecheck/core/text';
import { readList } from './lists.ts';

/** Decision points by name; by id while there is no catalogue. */
export async function decisionPointTitles(language: Language): Promise<(id: string) => string> {
  const rows = (await readList('catalogue'))?.list.decisionPoints ?? [];
  return (id) => {
    const row = rows.find((point) => point.id === id);
    return row ? inLanguage(row.title, language) : id;
  };
}
