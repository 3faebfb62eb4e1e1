/** A question over the whole register must not hold a connection for ever: bounded in time, and ended when nobody waits for it. */
import type { FastifyReply } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { RequestProblem } from '../http/problem.ts';
import type { Database, Trx } from '../store/database.ts';

/** A first page takes milliseconds; what takes longer reads the register from end to end. */
const MOST_MS = 5_000;
/** PostgreSQL's query_canceled. */
const CANCELED = '57014';

export interface Bound {
  /** Nobody waits any more. */
  readonly signal: AbortSignal;
  readonly mostMs?: number;
}

/** For as long as the caller is there. */
export function whileThere(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** @throws RequestProblem `search-too-broad`; the signal's reason where nobody waits */
export const readBounded = <Row>(db: Database, query: RawBuilder<Row>, bound: Bound): Promise<readonly Row[]> =>
  bounded(db, bound, async (trx) => (await query.execute(trx)).rows);

/** Several queries, each of them bounded. @throws as `readBounded` */
export async function bounded<T>(
  db: Database,
  { signal, mostMs = MOST_MS }: Bound,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = ${sql.lit(mostMs)}`.execute(trx);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      // Kysely's own way gives up in a transaction: its rollback stands in line already when the cancelling comes.
      let cancelling: Promise<unknown> = Promise.resolve();
      const cancel = () => {
        cancelling = sql`select pg_cancel_backend(${rows[0]?.pid})`.execute(db).catch(() => undefined);
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        return await work(trx);
      } finally {
        signal.removeEventListener('abort', cancel);
        // It must not meet whoever has this connection next.
        await cancelling;
      }
    });
  } catch (error) {
    if ((error as { code?: string }).code === CANCELED && !signal.aborted) {
      throw new RequestProblem('search-too-broad', { cause: error });
    }
    throw error;
  }
}
