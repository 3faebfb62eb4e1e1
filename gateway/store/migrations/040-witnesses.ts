/** What witnesses said of the log: cosignatures beside the head that they are over, and how each witness stands. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table register_cosigned (
     origin text not null, size bigint not null, root bytea not null, checkpoint text not null,
     primary key (origin, size))`,
  // `witness`: its verifier key, which names it for good; a witness with a new key is another one.
  `create table register_cosignature (
     origin text not null, size bigint not null, witness text not null, line text not null,
     primary key (origin, size, witness))`,
  // `behind_since`: since when it owes a cosignature. Kept here, so that a gateway that starts often still notices.
  `create table register_witness (
     origin text not null, witness text not null, checkpoint text, cosigned_at timestamptz,
     behind_since timestamptz, fault text, fault_since timestamptz, primary key (origin, witness))`,
];
