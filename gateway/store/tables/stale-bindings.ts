/** Types of the tables of migration 013. */
export interface StaleBindingTables {
  stale_binding: {
    organisation: string;
    binding: string;
    version: number;
    origin: string;
    decision_point: string;
    title_zh: string;
    title_en: string;
  };
  stale_binding_report: {
    organisation: string;
    binding: string;
    version: number;
    origin: string;
    clerk: Uint8Array;
    parts: string[];
    first_at: Date;
    last_at: Date;
  };
}
