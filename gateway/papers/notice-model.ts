/** The reasoned notice of one decision, in words. Every text of it is the catalogue's, the record's, the decider's or the rule's. */
import type { ShownRecord } from '@duecheck/core/assess';
import type { CatalogueIndex, DecisionPoint } from '@duecheck/core/catalogue';
import type { NoticeModel } from '@duecheck/core/contract';
import { inLanguage, type Language, PAPER, sayDate, translator } from '@duecheck/core/text';
import type { CivilDate } from '@duecheck/core/time';
import type { Period } from '../decisions/plan.ts';
import type { SubjectInFull } from '../store/sealed.ts';
import { hearingOf, personOf, remedyOf } from './clauses.ts';
import type { Grounds } from './grounds.ts';

export interface NoticeFacts {
  readonly organ: string;
  readonly row: DecisionPoint;
  readonly catalogue: CatalogueIndex;
  readonly caseLabel: string;
  readonly subject: SubjectInFull;
  readonly effect: string;
  readonly taken: readonly string[];
  readonly reason: string;
  readonly grounds: Grounds;
  readonly period: Period;
  /** Last day of the period, once the notice was delivered. */
  readonly heardUntil: CivilDate | null;
  readonly today: CivilDate;
}

export function noticeModel(facts: NoticeFacts, language: Language): NoticeModel {
  const { catalogue, grounds, taken } = facts;
  const say = translator(PAPER, language);
  const measures = taken.map((id) => {
    const measure = catalogue.measures.get(id);
    return measure === undefined ? id : inLanguage(measure.title, language);
  });
  return {
    organ: facts.organ,
    date: sayDate(facts.today, language),
    decisionPoint: inLanguage(facts.row.title, language),
    caseNumber: facts.caseLabel,
    person: personOf(facts.subject, language),
    // Both: a measure says what follows, not that the application itself is refused.
    proposal: facts.effect === 'adverse' ? [say('adverse'), ...measures] : measures,
    reason: facts.reason,
    records: grounds.records.map((record) => recordOf(record, catalogue, language)),
    bases: grounds.bases.flatMap((id) => {
      const basis = catalogue.bases.get(id);
      if (basis === undefined) return [];
      return [{ document: basis.document, article: basis.article, summary: inLanguage(basis.summary, language) }];
    }),
    otherBasis: grounds.bases.length > 0 ? null : say('otherBasis'),
    hearing: hearingOf(facts.period, facts.heardUntil, language),
    remedy: remedyOf(
      grounds.records.map(({ organ }) => organ),
      language,
    ),
  };
}

/** Organ, number and day, and what was found by its name in the list: no field of the record beside. */
function recordOf(record: ShownRecord, catalogue: CatalogueIndex, language: Language): NoticeModel['records'][number] {
  const named =
    (record.behaviour === undefined ? undefined : catalogue.behaviours.get(record.behaviour)) ??
    catalogue.recordTypes.get(record.type);
  return {
    organ: record.organ,
    documentNumber: record.documentNumber,
    decidedOn: sayDate(record.decidedOn, language),
    what: named === undefined ? record.type : inLanguage(named.title, language),
    disputed: record.state === 'disputed' ? translator(PAPER, language)('record.disputed') : null,
  };
}
