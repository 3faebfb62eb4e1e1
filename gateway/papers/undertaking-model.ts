/** The undertaking for documents that may follow, in words. */
import type { DecisionPoint, ServiceItem } from '@duecheck/core/catalogue';
import type { UndertakingModel } from '@duecheck/core/contract';
import { inLanguage, type Language, PAPER, sayDate, translator } from '@duecheck/core/text';
import type { CivilDate } from '@duecheck/core/time';
import type { SubjectInFull } from '../store/sealed.ts';
import { personOf } from './clauses.ts';

export interface UndertakingFacts {
  readonly organ: string;
  readonly row: DecisionPoint;
  readonly matter: ServiceItem;
  readonly caseLabel: string;
  readonly subject: SubjectInFull;
  /** Ids of the matter's documents. */
  readonly documents: readonly string[];
  readonly dueBy: string;
  readonly today: CivilDate;
}

export function undertakingModel(facts: UndertakingFacts, language: Language): UndertakingModel {
  const titles = new Map(facts.matter.documents.map(({ id, title }) => [id, inLanguage(title, language)]));
  return {
    organ: facts.organ,
    date: sayDate(facts.today, language),
    decisionPoint: inLanguage(facts.row.title, language),
    matter: inLanguage(facts.matter.title, language),
    caseNumber: facts.caseLabel,
    person: personOf(facts.subject, language),
    documents: facts.documents.map((id) => titles.get(id) ?? id),
    dueBy: sayDate(facts.dueBy, language),
    missed: translator(PAPER, language)('undertaking.missed'),
  };
}
