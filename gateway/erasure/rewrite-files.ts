/**
 * After an erasure PostgreSQL's files still hold what was deleted: dead rows, the free space of pages, indexes, the planner's
 * samples, the write-ahead log. Here the tables are written anew and the log is written over. What was noted as due stays noted
 * until it is done, so that a process that dies is followed by another.
 */
import { DuecheckError } from '@duecheck/core/errors';
import { sql } from 'kysely';
import type { Database, Trx } from '../store/database.ts';
import { isForbidden, renewWal, type WalRenewed } from './renew-wal.ts';

export interface Rewritten {
  readonly tables: readonly string[];
  /** `left`: this account may not see to it. The server's administrator does, or the log grows old by itself. */
  readonly wal: WalRenewed;
}

/** In the erasure's own transaction. */
export const markForRewriting = async (trx: Trx, tables: readonly string[], at: Date): Promise<void> =>
  void (await sql`
    insert into rewrite_due (relation, since) select relation, ${at}::timestamptz from unnest(${[...tables]}::text[]) as u (relation)
    on conflict (relation) do nothing`.execute(trx));

/**
 * `VACUUM FULL` is PostgreSQL's own: it locks one table at a time, for as long as copying it takes. An engine without it
 * answers with a syntax error, and its operator compacts by its own means.
 *
 * @throws DuecheckError `rewrite-failed`: what is due stays noted; run it again
 */
export async function rewriteFiles({ db }: { readonly db: Database }): Promise<Rewritten> {
  const due = await db.selectFrom('rewrite_due').select('relation').orderBy('relation').execute();
  const tables = due.map(({ relation }) => relation);
  if (tables.length === 0) return { tables, wal: 'nothing-to-do' };
  return db.connection().execute(async (connection) => {
    try {
      await sql`set statement_timeout = 0`.execute(connection);
      for (const table of tables) {
        // Statistics first: its old samples are dead rows of a table that is itself written anew below.
        await sql`analyze ${sql.table(table)}`.execute(connection);
        await sql`vacuum (full) ${sql.table(table)}`.execute(connection);
      }
      const wal = await renewStatisticsAndWal(connection);
      await sql`delete from rewrite_due where relation = any(${tables}::text[])`.execute(connection);
      return { tables, wal };
    } catch (cause) {
      throw new DuecheckError('rewrite-failed', `files still hold what was erased from ${tables.join(', ')}`, {
        cause,
      });
    } finally {
      await sql`reset statement_timeout`.execute(connection).catch(() => undefined);
    }
  });
}

async function renewStatisticsAndWal(connection: Database): Promise<WalRenewed> {
  try {
    await sql`vacuum (full) pg_catalog.pg_statistic`.execute(connection);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return 'left';
  }
  return renewWal(connection);
}
