/** Types of the tables of migration 017. */
export interface BindingDraftTables {
  binding_draft: {
    id: string;
    organisation: string;
    revision: number;
    state: string;
    binding: string | null;
    version: number | null;
    body: string;
    reason: string | null;
    changed_at: Date;
  };
  binding_draft_writer: { draft: string; iss: string; sub: string };
}
