/** What a check leaves in the register: its INTENT and its RESULT, of one transaction (DESIGN §3.3). */

/** @typedef {import('../../../gateway/register/register.ts').EntryDraft} EntryDraft */

/** @param {number} n of the case @param {number} person whose first entry of a year makes a key @returns {EntryDraft[]} */
export function checkDrafts(n, person) {
  const common = {
    organisation: 'qz-rsj',
    decisionPoint: 'civil-service-hiring',
    actor: { iss: 'https://idp.test', sub: `clerk-${n % 3000}`, role: 'clerk', assurance: 'typed' },
    subject: {
      kind: 'resident-id',
      number: `3308991890${String(person).padStart(8, '0')}`,
      name: `合成${String.fromCodePoint(0x4e00 + (person % 5000))}`,
    },
    case: { key: `case-${n}`, label: `RL-2026-${n}`, part: '1' },
    checkId: `chk_01a10000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    request: { observed: { fields: ['name', 'number'], matter: null }, claimed: { origin: 'http://hiring.test' } },
    office: { purpose: 'civil-service-hiring', reason: '公务员录用查验' },
  };
  return [
    { ...common, type: 'check.intent', outcome: null },
    {
      ...common,
      type: 'check.result',
      outcome: { class: 'clear', records: [], answerDigest: 'Vh0bqZ7c1x0mYp9o3sW2dQ8e5rT6yU1iO4pA7sD9fG0' },
      person: { outcome: 'clear', organ: '市人力社保局', purpose: 'civil-service-hiring' },
    },
  ];
}
