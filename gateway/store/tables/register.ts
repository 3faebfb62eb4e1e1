/** Types of the tables of migrations 002 and 051 to 053. */
import type { Generated } from 'kysely';

export interface RegisterTables {
  /** Core's ENTRY_COLUMNS, and the leaf that commits to them. Inserted once, never updated; erasure nulls, in the end. */
  register_entry: RegisterEntryTable;
  /** Entries that are durable and not yet in the tree. */
  register_pending: { entry: string; appended_at: Date };
  /** Where an entry stands in which log. */
  register_place: { origin: string; seq: number; entry: string };
  /** Parts of tiles and entry bundles; `first` = bytes of the same tile in earlier parts. */
  register_tile: { origin: string; path: string; first: number; data: Uint8Array };
  /** One row a log; `opened`, `ended` and `gone` are entries. */
  register_head: {
    origin: string;
    size: number;
    root: Uint8Array;
    checkpoint: string;
    state: Generated<string>;
    opened: string | null;
    ended: string | null;
    gone: string | null;
  };
  /** Which records an entry showed: "result withheld" goes by it once all of them have ended. */
  shown_record: { entry: string; record: string };
  register_rehash: {
    register: string;
    began_at: Date;
    ended_at: Date;
    entries: number;
    problems: number;
    good_at: Date | null;
  };
  /** `origin` and `checkpoint`: of a log key, the head that the key before it signed over the entry. */
  register_rotation: {
    entry: string;
    use: string;
    kid: string;
    at: Date;
    origin: string | null;
    checkpoint: string | null;
  };
  lease: { name: string; holder: string; until: Date };
  subject_key: { bucket: number; ref: string; kek_kid: string; wrapped: Uint8Array };
}

export interface RegisterEntryTable {
  id: string;
  type: string;
  suite: string;
  organisation: string;
  decision_point: string | null;
  actor_iss: string;
  actor_sub: string;
  role: string;
  outcome_class: string | null;
  occurred_at: string;
  round: string | null;
  flags: string[];
  check_id: string | null;
  decision_id: string | null;
  subject_key: string | null;
  case_key: string | null;
  surname_key: string | null;
  name_key: string | null;
  pepper_version: number | null;
  person_kid: string | null;
  office_kid: string | null;
  person_sealed: Uint8Array | null;
  office_sealed: Uint8Array | null;
  leaf: Uint8Array;
  leaf_hash: Uint8Array;
}
