/** Types of the tables of migration 041. */
export interface VisibilityTables {
  /** Who may see an entry, where that is not everybody who may see its like; no row = open. Not part of what the leaf commits to. */
  entry_visibility: {
    entry: string;
    kind: 'delayed' | 'sealed';
    /** Of a delay: why, and its last civil day. */
    basis: string | null;
    until: string | null;
  };
}
