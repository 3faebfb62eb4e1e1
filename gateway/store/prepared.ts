/**
 * Statements that every lookup runs. PostgreSQL plans a statement each time unless it has a name; for the insert of two entries the plan
 * took as long as the insert (measured: 1.0 ms of PostgreSQL a transaction, 0.5 with a name). Kysely gives none, so that the text bears it
 * to the connection, and compiles a fixed text anew each time.
 */
import { CompiledQuery, type QueryResult } from 'kysely';
import pg from 'pg';
import type { Database, Trx } from './database.ts';

export interface Prepared {
  /** One text for ever: a connection that knows the name does not read the text again. */
  readonly text: string;
}

const MARK = /^\/\* prepared ([a-z-]+) \*\/ /;

/** @param name kebab-case, another one for each text */
export const prepared = (name: string, text: string): Prepared => ({ text: `/* prepared ${name} */ ${text}` });

export const runPrepared = <Row>(
  db: Database | Trx,
  { text }: Prepared,
  parameters: readonly unknown[],
): Promise<QueryResult<Row>> => db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));

type Query = (...args: unknown[]) => unknown;

/** Hands on the name that a text bears. */
export class NamingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query: Query = this.query.bind(this) as Query;
    const naming: Query = (text, values, ...rest) => {
      const [, name] = typeof text === 'string' ? (MARK.exec(text) ?? []) : [];
      return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
    };
    this.query = naming as typeof this.query;
  }
}
