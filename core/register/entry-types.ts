/** What can stand in the register. A closed list: auditors' tools must know every type (DESIGN §4). */
export const ENTRY_TYPES = [
  // A lookup: durable before any upstream call, before anything leaves, and where it was refused.
  'check.intent',
  'check.result',
  'check.refused',
  // Reading a record outside a check: for an objection, a repair, a history, a second download (DESIGN §1.10).
  'record.read',
  // A paper for the person: it reads who they are, and in a notice the records that ground it.
  'paper.made',
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
  // A partner tried its page: nobody was looked up.
  'handover.tested',
  // A second person lets a lookup through, or does not; `break-glass` stands among the flags.
  'release.asked',
  'release.given',
  'release.refused',
  'limit.changed',
  'case-pattern.changed',
  'batch.started',
  'batch.ended',
  'batch.decided',
  'objection.filed',
  'objection.decided',
  'repair.filed',
  'repair.decided',
  'correction',
  // A person's request, or a law's: kept and shown to nobody but the person; told to the person later; gone.
  'seal',
  'delay',
  'erasure',
  'import',
  'export',
  'audit.query',
  // What a rule of the review found, and what auditors and managers make of it.
  'alert.raised',
  'alert.assigned',
  'alert.asked',
  'alert.answered',
  'alert.found',
  'alert.closed',
  'alert.reopened',
  // Two persons change what is found.
  'review-rules.proposed',
  'review-rules.published',
  'review-rules.returned',
  'review-rules.withdrawn',
  'catalogue.published',
  // A second person says of a recorded binding that it may be signed.
  'binding.approved',
  'binding.published',
  'template.changed',
  'role.changed',
  // Who may use the widget, for what and from where.
  'partner.changed',
  'key.rotated',
  // Where one log of the register ends and the next begins; a log that was lost; one whose time is over.
  'shard.ended',
  'shard.opened',
  'epoch.opened',
  'shard.removed',
  'clock.moved',
  'case.rebound',
  'deferral.imported',
  'receipt.voided',
] as const;

export type EntryType = (typeof ENTRY_TYPES)[number];
