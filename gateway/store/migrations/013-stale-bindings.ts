/** Bindings that stopped matching their page. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // What the signed list said of it when it was first reported: the next list may not have it any more.
  `create table stale_binding (
     organisation text not null, binding text not null, version bigint not null, origin text not null,
     decision_point text not null, title_zh text not null, title_en text not null,
     primary key (organisation, binding, version, origin))`,
  // One row a clerk, however often it is said. `clerk`: a keyed index of this report's own, so that no two bindings can be
  // joined by who reported them.
  `create table stale_binding_report (
     organisation text not null, binding text not null, version bigint not null, origin text not null, clerk bytea not null,
     parts text[] not null, first_at timestamptz not null, last_at timestamptz not null,
     primary key (organisation, binding, version, origin, clerk),
     foreign key (organisation, binding, version, origin) references stale_binding on delete cascade)`,
];
