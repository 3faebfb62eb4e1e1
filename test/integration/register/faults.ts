/** A database whose n-th statement fails, as PostgreSQL, the network or the disk would let it fail. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Tables } from '../../../gateway/store/database.ts';

/**
 * `before`: the connection breaks and the statement never arrives. `after`: it is done, and the answer is lost: of a commit, "failed
 * but persisted". `disk-full`: the server takes it and cannot write.
 */
export const FAULTS = ['before', 'after', 'disk-full'] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultyDatabase {
  readonly db: Database;
  /** The n-th statement from now on, from 1. */
  readonly failAt: (n: number, fault: Fault) => void;
  /** Statements since `failAt` or `calm`; nothing fails any more. */
  readonly calm: () => number;
  /** Called before each statement with its number; for whoever wants to end the process. */
  readonly onStatement: (listen: (n: number) => void) => void;
}

const lost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
const full = () => Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });

export function faultyDatabase(url: string): FaultyDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  });
  pool.on('error', () => undefined);
  let seen = 0;
  let armed: { readonly n: number; readonly fault: Fault } | undefined;
  let listen: (n: number) => void = () => undefined;

  const query = async (client: pg.PoolClient, text: string, values: unknown[]) => {
    seen += 1;
    listen(seen);
    const fault = armed?.n === seen ? armed.fault : undefined;
    if (fault === 'disk-full') throw full();
    if (fault === 'before') {
      // What was open on this connection is rolled back, as the server does when it is gone.
      await client.query('rollback').catch(() => undefined);
      throw lost();
    }
    const result = await client.query(text, values);
    if (fault === 'after') throw lost();
    return result;
  };

  const dialect = new PostgresDialect({
    pool: {
      connect: async () => {
        const client = await pool.connect();
        return {
          query: (text: string, values: unknown[]) => query(client, text, values),
          release: () => client.release(),
        };
      },
      end: () => pool.end(),
    } as never,
  });
  return {
    db: new Kysely<Tables>({ dialect }),
    failAt: (n, fault) => {
      [seen, armed] = [0, { n, fault }];
    },
    calm: () => {
      const counted = seen;
      [seen, armed] = [0, undefined];
      return counted;
    },
    onStatement: (next) => {
      listen = next;
    },
  };
}
