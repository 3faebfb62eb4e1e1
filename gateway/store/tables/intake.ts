/** Types of the tables of migrations 003 and 012. */
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
  office_import: {
    id: string;
    organisation: string;
    iss: string;
    sub: string;
    role: string;
    assurance: string | null;
    type: string;
    digest: Uint8Array;
    stated: ColumnType<Readonly<Record<string, string>>, string, string>;
    rejects_key: string | null;
    state: string;
    failure: string | null;
    bytes: number;
    bytes_read: number;
    alive_at: Date;
    report: ColumnType<ImportReport | null, string | null, string | null>;
    started_at: Date;
    ended_at: Date | null;
  };
  import_reject: {
    import_id: string;
    n: number;
    line: number;
    code: string;
    columns: ColumnType<string[], string, string>;
    row_text: string | null;
    wrapped_key: string | null;
  };
}

/** What is told of an import once it is done. */
export interface ImportReport extends Pick<ImportCounts, 'taken' | 'refused' | 'repeated' | 'changed'> {
  readonly columns: { readonly denied: readonly string[]; readonly unknown: readonly string[] } | null;
}
