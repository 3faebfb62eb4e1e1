/** How many rows of which table an erasure emptied: its entry says so, and those tables are written anew. */
import type { RawBuilder } from 'kysely';
import type { Trx } from '../store/database.ts';

export interface Emptied {
  /** Rows by table, of those that had any. */
  readonly rows: () => Readonly<Record<string, number>>;
  readonly count: (table: string, rows: number) => void;
  readonly run: (statement: RawBuilder<unknown>, table: string) => Promise<void>;
}

export function countEmptied(trx: Trx): Emptied {
  const counted: Record<string, number> = {};
  const count = (table: string, rows: number) => {
    if (rows > 0) counted[table] = (counted[table] ?? 0) + rows;
  };
  return {
    rows: () => counted,
    count,
    run: async (statement, table) => {
      const { numAffectedRows = 0n } = await statement.execute(trx);
      count(table, Number(numAffectedRows));
    },
  };
}
