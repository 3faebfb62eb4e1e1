/** Made-up people and cases in every situation of a paper: for the check of a template, and for its preview. */
import type { NoticeModel, PaperKind, PaperModels, UndertakingModel } from '@duecheck/core/contract';
import { type Language, PAPER, sayDate, translator } from '@duecheck/core/text';
import { hearingOf, personOf, remedyOf } from './clauses.ts';

/** Region 330899 was never allocated and nobody born in 1890 lives: this number is nobody's (domain/IDS §1). */
const SOMEBODY = { kind: 'resident-id', number: '330899189001010010' } as const;

interface Sample {
  readonly organ: string;
  readonly name: string;
  readonly decisionPoint: string;
  readonly matter: string;
  readonly proposal: readonly string[];
  readonly reason: string;
  readonly source: string;
  readonly what: readonly string[];
  readonly law: NoticeModel['bases'];
  readonly documents: readonly string[];
}

const SAMPLES: Readonly<Record<Language, Sample>> = {
  'zh-CN': {
    organ: '示例市人力资源和社会保障局',
    name: '张示例',
    decisionPoint: '公务员录用',
    matter: '食品经营许可',
    proposal: ['不予通过', '取消录用资格'],
    reason: '主管部门已认定在本次招录考试中作弊，情节属实。',
    source: '示例市公务员主管部门',
    what: ['公务员考试作弊', '公务员报考材料作假'],
    law: [
      { document: '公务员法', article: '第一百零九条', summary: '在招录中作弊的，取消资格。' },
      { document: '公务员录用违规违纪行为处理办法', article: '第五条', summary: '报考材料作假的处理。' },
    ],
    documents: ['食品安全管理制度', '从业人员健康证明', '布局说明'],
  },
  en: {
    organ: 'Sample City HR and Social Security Bureau',
    name: 'Sample Person',
    decisionPoint: 'Civil-service hiring',
    matter: 'Food business licence',
    proposal: ['Not to approve', 'Cancel hiring'],
    reason: 'The competent authority has found cheating in this recruitment.',
    source: 'Sample City Civil Service Authority',
    what: ['Cheating in a civil-service examination', 'False papers at registration'],
    law: [
      { document: '公务员法', article: '第一百零九条', summary: 'Who cheats in a recruitment loses the place.' },
      { document: '公务员录用违规违纪行为处理办法', article: '第五条', summary: 'What follows from false papers.' },
    ],
    documents: ['Food-safety rules', 'Staff health certificates', 'Notes on the plan'],
  },
};

/** The first is the one that a preview shows. */
export const samples = <K extends PaperKind>(kind: K, language: Language): readonly PaperModels[K][] =>
  MAKERS[kind](language);

const MAKERS: { readonly [K in PaperKind]: (language: Language) => readonly PaperModels[K][] } = {
  notice: notices,
  undertaking: undertakings,
};

function notices(language: Language): NoticeModel[] {
  const say = translator(PAPER, language);
  const sample = SAMPLES[language];
  const of = (records: number, lastDay: string | null): NoticeModel => ({
    ...common(language),
    proposal: sample.proposal.slice(0, Math.max(records, 1)),
    reason: sample.reason,
    records: sample.what.slice(0, records).map((what, at) => ({
      organ: sample.source,
      documentNumber: `（2026）示认字第${at + 17}号`,
      decidedOn: sayDate('2026-06-03', language),
      what,
      disputed: at === 0 ? null : say('record.disputed'),
    })),
    bases: sample.law.slice(0, records),
    otherBasis: records > 0 ? null : say('otherBasis'),
    hearing: hearingOf({ days: 3, kind: records > 1 ? 'calendar' : 'working' }, lastDay, language),
    remedy: remedyOf(records > 0 ? [sample.source] : [], language),
  });
  const delivered = '2026-11-27';
  return [of(1, null), of(2, null), of(0, null), of(1, delivered), of(2, delivered), of(0, delivered)];
}

function undertakings(language: Language): UndertakingModel[] {
  const { matter, documents } = SAMPLES[language];
  const say = translator(PAPER, language);
  const of = (n: number): UndertakingModel => ({
    ...common(language),
    matter,
    documents: documents.slice(0, n),
    dueBy: sayDate('2026-12-08', language),
    missed: say('undertaking.missed'),
  });
  return [of(2), of(1), of(3)];
}

function common(language: Language) {
  const { organ, name, decisionPoint } = SAMPLES[language];
  return {
    organ,
    date: sayDate('2026-11-24', language),
    decisionPoint,
    caseNumber: 'SL-2026-0412',
    person: personOf({ ...SOMEBODY, name }, language),
  };
}
