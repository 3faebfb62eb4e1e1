/** Types of the tables of migration 050. */
export interface ErasureTables {
  /** Which entry (type `erasure`) emptied this one. */
  entry_erasure: { entry: string; erasure: string };
  /** JSON of what an entry's commitment `request` opens to, for everybody. Never of an entry about a person. */
  public_request: { entry: string; value: string };
  rewrite_due: { relation: string; since: Date };
}
