import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byteaArray, textArray } from '../../../gateway/store/binary-arrays.ts';
import { type Database, openDatabase } from '../../../gateway/store/database.ts';
import { createDatabase } from '../database.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createDatabase());
});
afterAll(() => db.destroy());

/** What PostgreSQL's text can hold: no U+0000, whole pairs. */
const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((one) => !one.includes('\0') && one.isWellFormed());

describe('arrays in binary form', () => {
  it('arrive as they were: any texts and bytes, none, and empty ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ a: fc.option(text), b: fc.option(fc.uint8Array({ maxLength: 300 })) }), { maxLength: 30 }),
        async (rows) => {
          const { rows: back } = await sql<{ a: string | null; b: Buffer | null }>`
            select a, b from unnest(${textArray(rows.map(({ a }) => a))}::text[],
              ${byteaArray(rows.map(({ b }) => b))}::bytea[]) as u (a, b)`.execute(db);
          expect(back.map(({ a, b }) => [a, b?.toString('hex') ?? null])).toEqual(
            rows.map(({ a, b }) => [a, b === null ? null : Buffer.from(b).toString('hex')]),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('are an ordinary array to every other operator', async () => {
    const { rows } = await sql<{ found: boolean }>`
      select '演'::text = any(${textArray(['a', '演'])}::text[]) and array_length(${textArray(['a'])}::text[], 1) = 1
        as found`.execute(db);
    expect(rows).toEqual([{ found: true }]);
  });
});
