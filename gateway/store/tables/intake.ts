/** Types of the tables of migration 003. */
import type { ColumnType } from 'kysely';

export interface ImportCounts {
  readonly taken: number;
  readonly repeated: number;
  /** Known records that the row said something newer of. */
  readonly changed: number;
  readonly refused: number;
  /** Taken rows by where their terms came from. */
  readonly stated: number;
  readonly computed: number;
  readonly capped: number;
  readonly open: number;
}

type Counts = ColumnType<ImportCounts, string, string>;

export interface IntakeTables {
  import_run: {
    digest: Uint8Array;
    type: string;
    organisation: string;
    rows_done: number;
    counts: Counts;
    entered: Counts;
    rejects_bytes: number;
    started_at: Date;
    finished_at: Date | null;
  };
}
