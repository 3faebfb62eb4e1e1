/** What an erasure needs: keys in parts that are small enough to be written anew, and which entries were erased by which. */
import { type Kysely, sql } from 'kysely';
import { KEY_TABLES, keyTable } from '../key-tables.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const BUCKETS = 256 / KEY_TABLES;

/** The planner's samples are copies: of what must be erasable there are none. Rows are found by their primary key. */
const unsampled = (table: string, ...columns: string[]) =>
  columns.map((column) => `alter table ${table} alter column ${column} set statistics 0`);

const STATEMENTS = [
  'alter table subject_key rename to subject_key_whole',
  'alter index subject_key_pkey rename to subject_key_whole_pkey',
  `create table subject_key (
     bucket smallint not null, ref text not null, kek_kid text not null, wrapped bytea not null,
     primary key (bucket, ref)) partition by range (bucket)`,
  ...Array.from({ length: KEY_TABLES }, (_, part) => [
    `create table ${keyTable(part * BUCKETS)} partition of subject_key
       for values from (${part * BUCKETS}) to (${(part + 1) * BUCKETS})`,
    ...unsampled(keyTable(part * BUCKETS), 'ref', 'wrapped'),
  ]).flat(),
  ...unsampled('subject_key', 'ref', 'wrapped'),
  'insert into subject_key select bucket, ref, kek_kid, wrapped from subject_key_whole',
  'drop table subject_key_whole',
  ...unsampled('register_entry', 'person_sealed', 'office_sealed', 'leaf', 'leaf_hash'),

  // What is left of an erased row says nothing; that its key is missing is lawful because of this entry, which counts them.
  'create table entry_erasure (entry text primary key, erasure text not null)',
  'create index entry_erasure_by on entry_erasure (erasure)',
  // What anybody may know of an entry of the house itself: the value that its commitment \`request\` opens to, as JSON.
  'create table public_request (entry text primary key, value text not null)',
  // Tables that still hold bytes of erased rows in their files. Empty once everything was written anew.
  'create table rewrite_due (relation text primary key, since timestamptz not null)',
];
