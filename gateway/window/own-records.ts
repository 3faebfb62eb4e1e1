/** What is on record of the person, as far as it may be shown at all: every category, each with how to object. */
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import type { CheckAnswer } from '@duecheck/core/contract';
import { type Language, sayDate } from '@duecheck/core/text';
import { kindOf } from './consent.ts';
import type { Line, WindowPage } from './page.ts';
import type { Say } from './visit.ts';

interface Speaking {
  readonly catalogue: CatalogueIndex;
  readonly language: Language;
  readonly say: Say;
}

export function ownRecords(
  outcome: CheckAnswer['outcome'],
  { catalogue, language, say }: Speaking,
): Pick<WindowPage, 'title' | 'lead' | 'list' | 'notes'> {
  const empty = { list: [], notes: [] };
  if (outcome.kind === 'refused') return { ...empty, title: say('result.refused'), lead: [] };
  const records = outcome.kind === 'unknown' ? outcome.known.records : outcome.records;
  const list: Line[] = records.map((record) => ({
    label: kindOf(catalogue, record.category, language),
    words: [
      say('result.decided', { organ: record.organ, date: sayDate(record.decidedOn, language) }),
      record.documentNumber,
      record.publishUntil === null ? '' : say('own.until', { date: sayDate(record.publishUntil, language) }),
      record.state === 'disputed' ? say('own.disputed') : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
    button: null,
  }));
  return {
    title: say('own.title'),
    lead: [
      ...(outcome.kind === 'unknown' ? [say('result.unknown')] : []),
      ...(list.length === 0 ? [say('own.none')] : []),
    ],
    list,
    notes: [say('result.doubt'), say('mine.registered')],
  };
}
