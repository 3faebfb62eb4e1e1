/**
 * The one engine: PostgreSQL through Kysely and pg (DESIGN §7). Dates stay civil strings, instants are Dates, int8 is a
 * number (the register's index stays below 2^53 for longer than the city will stand).
 */
import { Kysely, type KyselyConfig, PostgresAdapter, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { NamingClient } from './prepared.ts';
import type { BatchTables } from './tables/batches.ts';
import type { BindingDraftTables } from './tables/binding-drafts.ts';
import type { DenominatorTables } from './tables/denominator.ts';
import type { ErasureTables } from './tables/erasure.ts';
import type { GateTables } from './tables/gate.ts';
import type { HouseTables } from './tables/house.ts';
import type { IntakeTables } from './tables/intake.ts';
import type { PaperTables } from './tables/papers.ts';
import type { PartnerTables } from './tables/partners.ts';
import type { RegisterTables } from './tables/register.ts';
import type { StaleBindingTables } from './tables/stale-bindings.ts';
import type { VisibilityTables } from './tables/visibility.ts';
import type { WitnessTables } from './tables/witnesses.ts';

export type Tables = HouseTables &
  RegisterTables &
  IntakeTables &
  GateTables &
  PaperTables &
  BatchTables &
  BindingDraftTables &
  PartnerTables &
  StaleBindingTables &
  DenominatorTables &
  WitnessTables &
  VisibilityTables &
  ErasureTables;
export type Database = Kysely<Tables>;
export type Trx = Transaction<Tables>;

const DATE = 1082;
const INT8 = 20;

/** Kysely's adapter takes an advisory lock to migrate, which distributed engines lack: lock the lease row instead. */
class PortableAdapter extends PostgresAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`update kysely_migration_lock set is_locked = 1 where id = 'migration_lock'`.execute(db);
  }
  override async releaseMigrationLock(): Promise<void> {
    // The row lock ends with the migration's transaction.
  }
}

class PortableDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new PortableAdapter();
  }
}

/** @param url a PostgreSQL connection URL; @param options.max connections of this process (default 10). */
export function openDatabase(url: string, options: { max?: number; log?: KyselyConfig['log'] } = {}): Database {
  const pool = new pg.Pool({
    Client: NamingClient,
    connectionString: url,
    max: options.max ?? 10,
    // Else a request would wait for ever where all connections are taken or the network swallows packets.
    connectionTimeoutMillis: 10_000,
    options:
      '-c TimeZone=UTC -c lock_timeout=5000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => {
        if (oid === DATE) return (value: string) => value;
        if (oid === INT8) return Number;
        return pg.types.getTypeParser(oid, format as 'text');
      },
    },
  });
  // A lost connection must not end the process, be it idle or in somebody's hands between two queries, where pg tells the
  // client alone; the next query reports it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({
    dialect: new PortableDialect({ pool }),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
}
