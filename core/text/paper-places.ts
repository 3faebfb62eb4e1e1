/**
 * What a template can name, and in what words the office reads of it. The closed list: a template with another name in it is
 * refused. `[]` stands for each of several: `{% for record in records %}{{ record.organ }}{% endfor %}`.
 */
import type { PaperKind } from '../contract/papers.ts';
import type { Messages } from './translate.ts';

const COMMON = {
  organ: { zh: '作出决定的单位', en: 'the organ in whose name it is decided' },
  date: { zh: '制作日期', en: 'the day on which the paper was made' },
  decisionPoint: { zh: '办理环节', en: 'the step that is decided' },
  caseNumber: { zh: '案号', en: 'the case number' },
  'person.name': { zh: '当事人姓名或者名称', en: 'the name of the person or body' },
  'person.numberKind': { zh: '证件种类', en: 'the kind of document' },
  'person.number': { zh: '证件号码（完整）', en: 'its number, in full' },
} as const satisfies Messages;

const NOTICE = {
  ...COMMON,
  'proposal[]': { zh: '拟作出的决定，逐项', en: 'what is proposed, one by one' },
  reason: { zh: '理由（决定人填写）', en: 'the reason, as the decider wrote it' },
  'records[].organ': { zh: '记录的认定单位', en: 'the organ that decided the record' },
  'records[].documentNumber': { zh: '文书号', en: 'the number of its document' },
  'records[].decidedOn': { zh: '认定日期', en: 'the day of its decision' },
  'records[].what': { zh: '认定的事项', en: 'what it found' },
  'records[].disputed': { zh: '有异议时的说明，无异议时为空', en: 'said where the record is disputed, else empty' },
  'bases[].document': { zh: '依据的名称', en: 'the law or rule' },
  'bases[].article': { zh: '条款', en: 'its article' },
  'bases[].summary': { zh: '条款大意', en: 'what the article says, in short' },
  otherBasis: {
    zh: '不以信用记录为依据时的说明，否则为空',
    en: 'said where the decision does not rest on credit records, else empty',
  },
  'hearing.length': { zh: '听取意见期的长度', en: 'how long the person has to be heard' },
  'hearing.counting': { zh: '期限如何计算', en: 'how that period is counted' },
  'hearing.lastDay': { zh: '已送达时的最后一日，未送达时为空', en: 'its last day once delivered, else empty' },
  'remedy.objection': { zh: '对记录提出异议的途径，无记录时为空', en: 'how to object to a record; empty without one' },
  'remedy.review': { zh: '行政复议的途径和期限', en: 'administrative review and its period' },
  'remedy.entries': { zh: '查看本人查询登记的途径', en: 'where to read who looked one up' },
} as const satisfies Messages;

const UNDERTAKING = {
  ...COMMON,
  matter: { zh: '申请的事项', en: 'the matter applied for' },
  'documents[]': { zh: '可以后补的材料，逐件', en: 'the documents that may follow, one by one' },
  dueBy: { zh: '最迟补交日期', en: 'the last day for them' },
  missed: { zh: '逾期未补的后果', en: 'what happens where they do not come' },
} as const satisfies Messages;

export const PAPER_PLACES: Readonly<Record<PaperKind, Messages>> = { notice: NOTICE, undertaking: UNDERTAKING };
