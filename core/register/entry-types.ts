/** What can stand in the register. A closed list: auditors' tools must know every type (DESIGN §4). */
export const ENTRY_TYPES = [
  // A lookup: durable before any upstream call, before anything leaves, and where it was refused.
  'check.intent',
  'check.result',
  'check.refused',
  // Reading a record outside a check: for an objection, a repair, a history, a second download (DESIGN §1.10).
  'record.read',
  'decision.proposed',
  'decision.effective',
  'decision.withdrawn',
  'measure.lifted',
  'notice.served',
  'notice.heard',
  'review.opened',
  'authorisation.given',
  'authorisation.withdrawn',
  'handover.given',
  'objection.filed',
  'objection.decided',
  'repair.filed',
  'repair.decided',
  'correction',
  'seal',
  'erasure',
  'import',
  'export',
  'audit.query',
  'catalogue.published',
  'binding.published',
  'role.changed',
  'key.rotated',
  'clock.moved',
  'case.rebound',
  'deferral.imported',
  'receipt.voided',
] as const;

export type EntryType = (typeof ENTRY_TYPES)[number];
