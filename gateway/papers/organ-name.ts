import { inLanguage, type Language } from '@duecheck/core/text';
import type { Trx } from '../store/database.ts';

/** The organ in whose name it is decided, as people know it. */
export async function organName(trx: Trx, organisation: string, language: Language): Promise<string> {
  const { title_zh, title_en } = await trx
    .selectFrom('organisation')
    .select(['title_zh', 'title_en'])
    .where('id', '=', organisation)
    .executeTakeFirstOrThrow();
  return inLanguage({ zh: title_zh, en: title_en }, language);
}
