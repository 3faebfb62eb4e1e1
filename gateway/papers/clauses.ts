/** The parts of a paper that the rule words, in the paper's language. */
import type { NoticeModel, PaperPerson } from '@duecheck/core/contract';
import { inLanguage, type Language, NUMBER_KINDS, PAPER, sayDate, translator } from '@duecheck/core/text';
import type { Period } from '../decisions/plan.ts';
import type { SubjectInFull } from '../store/sealed.ts';

export function personOf({ kind, number, name }: SubjectInFull, language: Language): PaperPerson {
  return { name, number, numberKind: inLanguage(NUMBER_KINDS[kind], language) };
}

/** @param lastDay 'YYYY-MM-DD' once the notice was delivered */
export function hearingOf({ days, kind }: Period, lastDay: string | null, language: Language): NoticeModel['hearing'] {
  const say = translator(PAPER, language);
  return {
    length: say(`hearing.${kind}`, { days }),
    counting: say('hearing.counting'),
    lastDay: lastDay && sayDate(lastDay, language),
  };
}

/** @param organs that decided the records; without a record there is nothing to object to */
export function remedyOf(organs: readonly string[], language: Language): NoticeModel['remedy'] {
  const say = translator(PAPER, language);
  const named = [...new Set(organs)].join(language === 'zh-CN' ? '、' : ', ');
  return {
    objection: named === '' ? null : say('remedy.objection', { organs: named }),
    review: say('remedy.review'),
    entries: say('remedy.entries'),
  };
}
