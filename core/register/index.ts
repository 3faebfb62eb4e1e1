// What an entry is

// Looking at it from outside
export * from './audit.ts';
export { auditPlan } from './audit-plan.ts';
export {
  type AuditFailure,
  createTreeAudit,
  type KnownHead,
  type OnEntry,
  type SavedTreeAudit,
  type TreeAudit,
} from './audit-tree.ts';
export * from './check-entry.ts';
// Heads, signatures, proofs
export * from './checkpoint.ts';
export {
  COMMITTED,
  type CommittedField,
  commit,
  entrySecret,
  fieldSalt,
  type Opening,
  opens,
} from './commitment.ts';
export * from './cosignature.ts';
export * from './counted-witnesses.ts';
export * from './entry.ts';
export * from './entry-row.ts';
export * from './entry-types.ts';
export * from './envelope.ts';
// Bytes and algorithms
export * from './framing.ts';
export * from './hkdf.ts';
export * from './jcs.ts';
export * from './keyed-index.ts';
export { EntryId, entryTime, Leaf, type LeafCode, leafBytes, openCommitment, parseLeaf } from './leaf.ts';
export * from './log-name.ts';
// The tree
export * from './merkle-frontier.ts';
export * from './merkle-hash.ts';
export { proveConsistency, proveInclusion } from './merkle-proof.ts';
export * from './merkle-verify.ts';
export * from './note.ts';
export * from './note-keys.ts';
export * from './one-history.ts';
export { OUTCOME_KINDS } from './outcome-class.ts';
export * from './proof.ts';
export {
  hideClass,
  type RowOpening,
  type RowValue,
  rowOpening,
  rowSaltsFrom,
  rowValue,
  verifyOpening,
} from './row-commitment.ts';
export * from './suite.ts';
export * from './suite-portable.ts';
// The tree in tiles
export * from './tile-bundle.ts';
export * from './tile-fetch.ts';
export * from './tile-growth.ts';
export * from './tile-paths.ts';
export * from './tile-proof.ts';
export * from './witness.ts';
