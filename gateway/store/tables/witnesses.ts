/** Types of the tables of migration 040. */
export interface WitnessTables {
  register_cosigned: { origin: string; size: number; root: Uint8Array; checkpoint: string };
  register_cosignature: { origin: string; size: number; witness: string; line: string };
  register_witness: {
    origin: string;
    witness: string;
    /** The last head that it cosigned, under our own signature; null before the first. */
    checkpoint: string | null;
    cosigned_at: Date | null;
    behind_since: Date | null;
    fault: string | null;
    fault_since: Date | null;
  };
}
