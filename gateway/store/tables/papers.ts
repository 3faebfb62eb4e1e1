/** Types of the tables of migration 007. */
export interface PaperTables {
  paper_template: {
    organisation: string;
    kind: string;
    language: string;
    version: number;
    body: string | null;
    entry: string;
    changed_at: Date;
  };
}
