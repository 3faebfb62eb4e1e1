/** What offices make of their papers' templates. A version is never changed or removed: papers were printed from it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `body` null: from then on the organisation has what it inherits. The key makes two editors' saves one after the other.
  `create table paper_template (
     organisation text not null references organisation (id), kind text not null, language text not null,
     version integer not null, body text, entry text not null, changed_at timestamptz not null,
     primary key (organisation, kind, language, version))`,
];
