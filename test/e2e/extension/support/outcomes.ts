/** What the double says about whom, by case. Synthetic people of region 330899, which was never allocated. */
import type { Outcome } from '@duecheck/core/contract';
import type { Candidate } from './host.ts';

const AS_OF = '2026-11-24T01:41:00.000Z';
const BASE = {
  type: 'exam-integrity-record',
  category: 'exam-integrity',
  polarity: 'adverse' as const,
  behaviour: 'civil-exam-cheating',
  severity: 'serious' as const,
  organ: '示例市公务员主管部门',
  documentNumber: '（2025）示认字第17号',
  decidedOn: '2025-06-03',
  publishUntil: '2027-06-02',
  state: 'effective' as const,
  source: { id: 'own', asOf: AS_OF },
  fields: {},
  onDemand: [],
};
const restrictions = [
  {
    measure: 'cancel-hiring',
    grounds: [{ basis: 'CSL-109', records: ['r1'] }],
    alsoCites: [],
    hearing: { days: 3, kind: 'working' as const, ours: true },
  },
];
export const FINDINGS: Outcome = {
  kind: 'findings',
  identity: 'confirmed',
  records: [{ id: 'r1', ...BASE }],
  restrictions,
  incentives: [],
  others: [],
};
export const CLEAR: Outcome = { kind: 'clear', identity: 'confirmed', records: [], incentives: [], others: [] };
export const DISPUTED: Outcome = {
  ...FINDINGS,
  records: [{ id: 'r1', ...BASE, state: 'disputed', disputeDueBy: '2026-12-01' }],
  restrictions: [],
} as Outcome;
export const BENEFIT: Outcome = {
  kind: 'clear',
  identity: 'confirmed',
  records: [],
  incentives: [
    {
      measure: 'green-channel',
      bases: ['ZJ-22'],
      because: { kind: 'clean-run', from: '2023-11-25', to: '2026-11-24' },
    },
  ],
  others: [],
};
export const DEFERRED: Outcome = {
  ...BENEFIT,
  incentives: [
    {
      measure: 'deferred-documents',
      bases: ['ZJ-22'],
      because: { kind: 'clean-run', from: '2023-11-25', to: '2026-11-24' },
      deferral: { documents: ['food-safety-rules', 'staff-health'], dueBy: '2026-12-08' },
    },
  ],
} as Outcome;
export const UNKNOWN: Outcome = {
  kind: 'unknown',
  known: { records: [], restrictions: [] },
  missing: ['city', 'register'],
  dueBy: '2026-11-26',
};
/** One record from each of two sources, which are not equally old. */
export const TWO_SOURCES: Outcome = {
  ...FINDINGS,
  records: [
    { id: 'r1', ...BASE },
    {
      ...BASE,
      id: 'r2',
      type: 'judgment-debtor',
      category: 'dishonest-judgment-debtor',
      behaviour: 'dishonest-judgment-debtor',
      organ: '示例市人民法院',
      documentNumber: '（2025）示执字第88号',
      source: { id: 'province', asOf: '2026-11-23T18:00:00.000Z' },
    },
  ],
} as Outcome;
export const MISMATCH: Outcome = { kind: 'refused', reason: 'identity-mismatch', holds: true };

export const PEOPLE = [
  { id: '412', label: 'RL-2026-0412', name: '张清和', number: '330899189001010010' },
  { id: '413', label: 'RL-2026-0413', name: '周知远', number: '330899189001010029' },
  { id: '414', label: 'RL-2026-0414', name: '欧阳明溪', number: '330899189506151038' },
  { id: '415', label: 'RL-2026-0415', name: '钱若水', number: '330899189912319983' },
  { id: '417', label: 'RL-2026-0417', name: '林一', number: '33089918900101007X' },
  { id: '416', label: 'RL-2026-0416', name: '孙有误', number: '330899189001010011' },
] as const satisfies readonly Candidate[];
