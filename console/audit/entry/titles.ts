/** Types and outcomes in words; what has none, such as an altered column, is told as it stands. */
import { ENTRY_WORDS, inLanguage, OUTCOME_WORDS, type Words } from '@duecheck/core/text';
import { language } from '../house/language.ts';

const worded = (table: Readonly<Record<string, Words>>, key: string): string => {
  const words = Object.hasOwn(table, key) ? table[key] : undefined;
  return words === undefined ? key : inLanguage(words, language.value);
};

export const typeTitle = (type: string): string => worded(ENTRY_WORDS, type);
export const outcomeTitle = (outcome: string): string => worded(OUTCOME_WORDS, outcome);
