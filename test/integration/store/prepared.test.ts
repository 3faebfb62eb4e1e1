/** Statements with a name: planned once a connection, and every transaction's own all the same. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../gateway/store/database.ts';
import { prepared, runPrepared } from '../../../gateway/store/prepared.ts';
import { createDatabase } from '../database.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createDatabase(), { max: 1 });
});
afterAll(() => db.destroy());

const DOUBLE = prepared('double', 'select 2 * $1::int as n');
const known = async () => (await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db)).rows;

it('is known to its connection by name after its first run', async () => {
  expect(await known()).toEqual([]);
  for (const n of [1, 2, 3]) expect((await runPrepared<{ n: number }>(db, DOUBLE, [n])).rows).toEqual([{ n: 2 * n }]);
  expect(await known()).toEqual([{ name: 'double' }]);
});

it('runs in its transaction, and is rolled back with it', async () => {
  const insert = prepared('insert-lease', 'insert into lease (name, holder, until) values ($1, $2, now())');
  const lost = db.transaction().execute(async (trx) => {
    await runPrepared(trx, insert, ['one', 'me']);
    throw new Error('not this one');
  });
  await expect(lost).rejects.toThrow('not this one');
  await db.transaction().execute((trx) => runPrepared(trx, insert, ['two', 'me']));
  expect(await db.selectFrom('lease').select('name').execute()).toEqual([{ name: 'two' }]);
});

it('says what is wrong as any statement does', async () => {
  await expect(runPrepared(db, DOUBLE, ['x'])).rejects.toMatchObject({ code: '22P02' });
  expect((await runPrepared<{ n: number }>(db, DOUBLE, [4])).rows).toEqual([{ n: 8 }]);
});
