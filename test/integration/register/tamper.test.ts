/** DESIGN §8.5, issue 2: a changed byte in any column or envelope of any entry is named by an audit. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppendedEntry, Register } from '../../../gateway/register/register.ts';
import { bareDraft, fullDraft, type House, openHouse, type Served, serveHouse } from './house.ts';

let house: House;
let register: Register;
let served: Served;
let entries: AppendedEntry[];
/** The one with every column filled, and the one with every column empty that may be. */
let full: AppendedEntry;
let bare: AppendedEntry;

beforeAll(async () => {
  house = await openHouse();
  register = await house.open();
  entries = await house.append(register, fullDraft(1), bareDraft(), fullDraft(2), fullDraft(3));
  [full, bare] = [entries[2] as AppendedEntry, entries[1] as AppendedEntry];
  await register.sequence();
  served = await serveHouse(house, register);
});
afterAll(async () => {
  await served.close();
  await register.stop();
  await house.close();
});

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** From the database itself: a column that a later migration adds is tried too, or this test fails. */
async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select column_name as name, udt_name as type, is_nullable = 'YES' as nullable
      from information_schema.columns where table_name = ${table} order by ordinal_position`.execute(house.db);
  return rows;
}

/** SQL for a value that differs in one byte, whatever the type. */
const FLIPPED: Readonly<Record<string, (column: string) => string>> = {
  text: (c) => `overlay(${c} placing chr(ascii(substr(${c}, 3, 1)) # 1) from 3 for 1)`,
  bytea: (c) => `set_byte(${c}, length(${c}) / 2, get_byte(${c}, length(${c}) / 2) # 1)`,
  int4: (c) => `${c} # 1`,
  int8: (c) => `${c} + 1000`,
  _text: (c) => `array[overlay(${c}[1] placing chr(ascii(substr(${c}[1], 2, 1)) # 1) from 2 for 1)] || ${c}[2:]`,
};
const FILLED: Readonly<Record<string, string>> = { text: `'x'`, bytea: `'\\x00'`, int4: '1', int8: '1' };

/** Changes one cell, audits, and puts it back. */
async function changed(table: string, column: Column, value: string, where: string) {
  const run = (text: string) => sql.raw(text).execute(house.db);
  await run(`create table kept as select * from ${table}`);
  try {
    const { numAffectedRows } = await run(`update ${table} set ${column.name} = ${value} where ${where}`);
    expect(numAffectedRows).toBe(1n);
    return await served.audit({ token: 'all' });
  } finally {
    await run(`delete from ${table}`);
    await run(`insert into ${table} select * from kept`);
    await run('drop table kept');
  }
}

it('verifies a register that nobody touched, row by row', async () => {
  const report = await served.audit({ token: 'all' });
  expect(report).toMatchObject({ status: 'verified', size: 4n, compared: 4, withheld: 0, tree: [], entries: [] });
});

describe('one flipped byte', () => {
  it('in any column of an entry names that entry and no other', async () => {
    const columns = await columnsOf('register_entry');
    expect(columns.length).toBeGreaterThan(20);
    for (const column of columns) {
      const flip = FLIPPED[column.type];
      expect(flip, `a way to change a ${column.type}`).toBeDefined();
      const report = await changed('register_entry', column, flip?.(column.name) ?? '', `id = '${full.id}'`);
      expect(report.status, column.name).toBe('failed');
      expect(
        report.entries.map((failure) => failure.entry),
        column.name,
      ).toEqual([full.id]);
    }
  });

  it('in any column that was empty names the entry too', async () => {
    for (const column of (await columnsOf('register_entry')).filter((c) => c.nullable)) {
      const value = FILLED[column.type] as string;
      const filled = await changed('register_entry', column, `coalesce(${column.name}, ${value})`, `id = '${bare.id}'`);
      const wasEmpty = !['office_kid', 'office_sealed'].includes(column.name);
      expect(
        filled.entries.map((failure) => failure.entry),
        column.name,
      ).toEqual(wasEmpty ? [bare.id] : []);
    }
  });

  it('in a column that is emptied names the entry', async () => {
    for (const column of (await columnsOf('register_entry')).filter((c) => c.nullable)) {
      const report = await changed('register_entry', column, 'null', `id = '${full.id}'`);
      expect(
        report.entries.map((failure) => failure.entry),
        column.name,
      ).toEqual([full.id]);
    }
  });

  it('in any column of its place names the entry', async () => {
    for (const column of await columnsOf('register_place')) {
      const flip = FLIPPED[column.type] as (column: string) => string;
      const report = await changed('register_place', column, flip(column.name), `entry = '${full.id}'`);
      expect(
        report.entries.map((failure) => failure.entry),
        column.name,
      ).toContain(full.id);
    }
  });

  it('in the wrapped key of a person names that person’s entries', async () => {
    for (const column of (await columnsOf('subject_key')).filter((c) => c.name !== 'bucket')) {
      const flip = FLIPPED[column.type] as (column: string) => string;
      const { person_kid } = await house.db
        .selectFrom('register_entry')
        .select('person_kid')
        .where('id', '=', full.id)
        .executeTakeFirstOrThrow();
      const report = await changed('subject_key', column, flip(column.name), `ref = '${person_kid}'`);
      expect(report.entries, column.name).toMatchObject([{ entry: full.id, code: 'key-missing' }]);
    }
  });

  it('in the tile of leaf hashes or in the bundle names the entry, without any token', async () => {
    const data: Column = { name: 'data', type: 'bytea', nullable: false };
    const hashes = await changed(
      'register_tile',
      data,
      'set_byte(data, 64, get_byte(data, 64) # 1)',
      "path = 'tile/0/000'",
    );
    expect(hashes.tree).toContainEqual({ code: 'entry-altered', entry: 2n, id: full.id });
    expect(hashes.tree).toContainEqual({ code: 'root-mismatch', size: 4n });
    const bundle = await changed(
      'register_tile',
      data,
      'set_byte(data, length(data) - 30, get_byte(data, length(data) - 30) # 1)',
      "path = 'tile/entries/000'",
    );
    expect(bundle.tree).toMatchObject([{ code: 'entry-altered', entry: 3n }]);
  });
});

describe('a larger change', () => {
  const all = (report: Awaited<ReturnType<typeof changed>>) =>
    report.entries.map((failure) => [failure.code, failure.entry]);

  it('an entry that was removed is missed by name', async () => {
    const kept = await house.db
      .deleteFrom('register_entry')
      .where('id', '=', full.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    expect(all(await served.audit({ token: 'all' }))).toEqual([['row-missing', full.id]]);
    await house.db.insertInto('register_entry').values(kept).execute();
  });

  it('two entries that changed places are both named', async () => {
    const [a, b] = [entries[0]?.id ?? '', entries[3]?.id ?? ''];
    const swap = async (x: string, y: string) => {
      await house.db.updateTable('register_place').set({ entry: 'between' }).where('entry', '=', x).execute();
      await house.db.updateTable('register_place').set({ entry: x }).where('entry', '=', y).execute();
      await house.db.updateTable('register_place').set({ entry: y }).where('entry', '=', 'between').execute();
    };
    await swap(a, b);
    expect(all(await served.audit({ token: 'all' }))).toEqual([
      ['place-altered', a],
      ['place-altered', b],
    ]);
    await swap(a, b);
  });

  it('an envelope of one entry put into another is named at both', async () => {
    const read = (id: string) =>
      house.db.selectFrom('register_entry').select('office_sealed').where('id', '=', id).executeTakeFirstOrThrow();
    const put = (id: string, office_sealed: Uint8Array | null) =>
      house.db.updateTable('register_entry').set({ office_sealed }).where('id', '=', id).execute();
    const [first, last] = [entries[0]?.id ?? '', entries[3]?.id ?? ''];
    const [a, b] = [await read(first), await read(last)];
    await put(first, b.office_sealed);
    await put(last, a.office_sealed);
    expect(all(await served.audit({ token: 'all' }))).toEqual([
      ['row-altered', first],
      ['row-altered', last],
    ]);
    await put(first, a.office_sealed);
    await put(last, b.office_sealed);
  });

  it('is found by the nightly job as well', async () => {
    await house.db.updateTable('register_entry').set({ role: 'reviewer' }).where('id', '=', full.id).execute();
    const report = await register.verifyStored();
    expect(report.entries).toEqual([{ code: 'row-altered', entry: full.id, index: 2 }]);
    await house.db.updateTable('register_entry').set({ role: 'clerk' }).where('id', '=', full.id).execute();
    // The audits of this file are entries themselves by now, durable and waiting.
    expect(await register.verifyStored()).toMatchObject({ compared: 4, tree: [], entries: [] });
  });
});
