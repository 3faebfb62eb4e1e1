/** Inputs that the register's tests share. Everybody here is made up. */
import type { EntryId, EntryInput, EntryKeys } from '@duecheck/core/register';

/** Counts up, so that bytes that should be random are the same in every runtime. */
export function countingRandom(): (length: number) => Uint8Array {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++ & 0xff);
}

export const KEYS: EntryKeys = {
  person: { kid: 'sub-2026-1', key: new Uint8Array(32).fill(0x11) },
  office: { kid: 'off-2026-11', key: new Uint8Array(32).fill(0x22) },
};

export const PEPPER = new Uint8Array(32).fill(0x33);

export const entryId = (n: number): EntryId => `ent_01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function entryInput(change: Partial<EntryInput> = {}): EntryInput {
  return {
    id: entryId(1),
    type: 'check.result',
    organisation: 'xincheng-hr',
    decisionPoint: 'civil-service-hiring',
    outcomeClass: 'findings',
    occurredAt: '2026-11-02T01:02:03.456Z',
    round: null,
    flags: ['replay', 'batch', 'replay'],
    checkId: 'chk_01930000-0000-7000-8000-000000000001',
    decisionId: null,
    index: null,
    actor: {
      iss: 'https://login.example',
      sub: 'clerk-7',
      organisation: 'xincheng-hr',
      role: 'clerk',
      assurance: null,
    },
    subject: { kind: 'resident-id', number: '330899199003074519', name: '柯一鸣' },
    request: {
      case: { key: 'A-17', label: '第17号', part: '1' },
      decisionPoint: 'civil-service-hiring',
      fields: ['state'],
    },
    outcome: { class: 'findings', records: ['rec-1'], answerDigest: '00' },
    person: { shown: ['rec-1'] },
    office: { purpose: '录用审核', reason: '' },
    ...change,
  };
}
