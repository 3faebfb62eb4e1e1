/**
 * A small catalogue of no real city, made so that each condition of the rule has something to bite on. The real lists are
 * tried in golden.test.ts.
 */
import type { AssessInput, CreditRecord } from '@duecheck/core/assess';
import {
  Catalogue,
  type CatalogueIndex,
  type DecisionPoint,
  type Ground,
  indexCatalogue,
  type ServiceItem,
} from '@duecheck/core/catalogue';
import { parseCivilDate } from '@duecheck/core/time';

const text = (zh: string) => ({ zh, en: zh });
const basis = (id: string, level: string, extra: object = {}) => ({
  id,
  document: '示例',
  article: '第一条',
  level,
  summary: text('示例'),
  restricts: true,
  verification: 'verified',
  source: 'made up',
  ...extra,
});
const measure = (id: string, kind: string, polarity: string, groundedBy: string[] = []) => ({
  id,
  title: text(id),
  kind,
  polarity,
  groundedBy,
});
const field = (name: string, show: string) => ({
  name,
  zh: name,
  type: 'string',
  required: false,
  show,
  sensitivity: 'internal',
  sourceColumns: [],
});
const recordType = (id: string, category: string) => ({
  id,
  title: text(id),
  category,
  origin: 'made up',
  reporting: text('示例'),
  fields: [field('facts', 'clerk'), field('duty', 'on-demand'), field('age', 'hidden'), field('idNumber', 'never')],
});
const behaviour = (id: string, polarity: string, category: string, extra: object = {}) => ({
  id,
  title: text(id),
  polarity,
  severity: 'general',
  category,
  origin: 'made up',
  term: text('示例'),
  basis: [],
  repair: text('示例'),
  verification: 'verified',
  ...extra,
});

export const today = parseCivilDate('2026-11-23');

export const row: DecisionPoint = {
  id: 'sample-step',
  title: text('示例环节'),
  group: 'government',
  origin: 'made up',
  purpose: text('示例'),
  leadDepartments: ['office'],
  subjectTypes: ['individual', 'organisation'],
  step: { id: 'acceptance', when: text('受理时') },
  queryModes: ['single'],
  obligation: 'mandatory',
  frequency: text('每件一次'),
  freshnessMinutes: 60,
  status: 'active',
  shown: ['penalty', 'listing', 'honour', 'undertaking'],
  tested: ['verdict'],
  restrictions: [],
  incentives: [],
  others: [],
  authority: { kind: 'statutory', note: text('示例'), notice: text('示例'), bases: [] },
  queryBases: [],
  feedback: { required: true },
};

export const catalogue: Catalogue = Catalogue.parse({
  format: 'duecheck/catalogue/1',
  version: 'test',
  validFrom: '2026-01-01',
  jurisdiction: { code: '330899', title: text('示例市') },
  departments: [{ id: 'office', title: text('示例局') }],
  domains: [
    { id: 'food', title: text('食品') },
    { id: 'fire', title: text('消防') },
  ],
  occupations: [],
  categories: [
    { id: 'penalty', title: text('处罚'), polarity: 'adverse' },
    { id: 'listing', title: text('名单'), polarity: 'adverse' },
    { id: 'verdict', title: text('判决'), polarity: 'adverse' },
    { id: 'honour', title: text('荣誉'), polarity: 'positive' },
    { id: 'undertaking', title: text('承诺'), polarity: 'basic' },
    { id: 'register', title: text('登记'), polarity: 'process' },
    { id: 'as-authorised', title: text('授权'), polarity: 'virtual' },
    { id: 'all-own-records', title: text('本人'), polarity: 'virtual' },
  ],
  bases: [
    basis('LAW', 'law'),
    basis('LAW-2', 'law'),
    basis('PROVINCE', 'provincial-regulation'),
    basis('OWN-RULE', 'department-rule', { ownProcedure: [row.id] }),
    basis('OTHER-RULE', 'department-rule', { ownProcedure: ['other-step'] }),
    basis('CITY', 'municipal-policy'),
    basis('UNREAD', 'law', { verification: 'unread' }),
    basis('PROCEDURE', 'law', { restricts: false }),
  ],
  measures: [
    measure('bar', 'eligibility', 'restriction', ['law', 'department-rule']),
    measure('review', 'supervision', 'restriction', ['law', 'provincial-regulation', 'municipal-policy']),
    measure('expose', 'off', 'restriction', ['law']),
    measure('green-channel', 'convenience', 'incentive'),
    measure('deferred-documents', 'convenience', 'incentive'),
    measure('commitment-based-approval', 'convenience', 'incentive'),
    measure('support', 'convenience', 'incentive'),
    measure('lighter', 'mitigation', 'incentive'),
    measure('reference', 'reference', 'neutral'),
  ],
  behaviours: [
    behaviour('unsafe-food', 'adverse', 'penalty'),
    behaviour('fraud', 'adverse', 'penalty', { qualifiesForIncentive: true }),
    behaviour('model', 'positive', 'honour', { qualifiesForIncentive: true }),
    behaviour('volunteering', 'positive', 'honour', { qualifiesForIncentive: false }),
    behaviour('promise-broken', 'adverse', 'undertaking'),
  ],
  recordTypes: [
    recordType('penalty', 'penalty'),
    recordType('listing', 'listing'),
    recordType('verdict', 'verdict'),
    recordType('honour', 'honour'),
    recordType('undertaking', 'undertaking'),
  ],
  commonFields: [field('subjectStatement', 'clerk'), field('supplierCode', 'hidden'), field('age', 'clerk')],
  denied: [],
  severities: [],
  decisionPoints: [row],
  serviceItems: [],
  calendars: [{ year: 2026, holidays: [], workdays: ['2026-12-05'], source: 'made up' }],
});

/** The catalogue with other bases: `change` sees each of them. */
export const withBases = (change: (basis: Catalogue['bases'][number]) => Partial<Catalogue['bases'][number]>) =>
  indexCatalogue({ ...catalogue, bases: catalogue.bases.map((b) => ({ ...b, ...change(b) })) });

export const index: CatalogueIndex = indexCatalogue(catalogue);

export const item: ServiceItem = {
  code: 'F-01',
  title: text('示例许可'),
  organisation: 'office',
  decisionPoints: [row.id],
  domains: ['food'],
  profile: 'food-licence',
  licence: 'food-licence',
  greenChannel: true,
  commitment: true,
  documents: [
    { id: 'form', title: text('申请表'), key: true },
    { id: 'lease', title: text('场地证明'), key: false },
    { id: 'photo', title: text('照片'), key: false },
  ],
  deferralWorkingDays: 10,
};

export const record = (change: Partial<CreditRecord> = {}): CreditRecord => ({
  id: 'r1',
  type: change.category ?? 'penalty',
  category: 'penalty',
  organ: '示例局',
  documentNumber: '示罚〔2026〕1号',
  item: 'N-1',
  decidedOn: parseCivilDate('2026-03-02'),
  publishUntil: parseCivilDate('2027-03-02'),
  useUntil: parseCivilDate('2027-03-02'),
  retainUntil: parseCivilDate('2031-03-02'),
  state: 'effective',
  facts: {},
  source: { id: 'own', asOf: '2026-11-23T01:00:00.000Z' },
  fields: {},
  ...change,
});

export const input = (change: Partial<AssessInput> = {}): AssessInput => ({
  catalogue: index,
  decisionPoint: row,
  matter: null,
  subject: { type: 'individual' },
  records: [],
  completeness: 'complete',
  today,
  ...change,
});

/** The row with one restriction `bar` on these grounds. */
export const barring = (...grounds: Ground[]): DecisionPoint => ({
  ...row,
  restrictions: [{ measure: 'bar', when: text('示例'), availability: 'available', grounds }],
});
