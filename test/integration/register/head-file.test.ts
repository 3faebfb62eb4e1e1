/** DESIGN §8.6: a database that lost or changed what was published is found out by the file beside it. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyRing, rotateKey } from '../../../gateway/keys/create-key-ring.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { createRegister, type Register } from '../../../gateway/register/register.ts';
import { bareDraft, type House, ORIGIN, openHouse } from './house.ts';

let house: House;
let register: Register;
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  await house.append(register, ...Array.from({ length: 5 }, bareDraft));
  await register.sequence();
});
afterEach(() => house.close());

const LOG = ['register_place', 'register_tile', 'register_head', 'register_pending', 'register_entry'] as const;
const save = async () => {
  for (const table of LOG) await sql.raw(`create table saved_${table} as select * from ${table}`).execute(house.db);
};
const restore = async () => {
  for (const table of LOG) {
    await sql.raw(`delete from ${table}`).execute(house.db);
    await sql.raw(`insert into ${table} select * from saved_${table}`).execute(house.db);
  }
};
const grow = async (n: number) => {
  await house.append(register, ...Array.from({ length: n }, bareDraft));
  await register.sequence();
};

describe('a start', () => {
  it('goes on where the file and the database agree', async () => {
    const again = await house.open();
    expect(again.head().checkpoint).toBe(register.head().checkpoint);
    expect(readFileSync(house.headFile, 'utf8')).toBe(register.head().checkpoint);
  });

  it('refuses a database that was rolled back', async () => {
    await save();
    await grow(3);
    await restore();
    await expect(house.open()).rejects.toMatchObject({ code: 'register-behind-head' });
  });

  it('refuses a database that was rolled back and grew again, longer than before', async () => {
    await save();
    await grow(3);
    const filed = readFileSync(house.headFile, 'utf8');
    await restore();
    register = await house.open({ headFile: `${house.headFile}-elsewhere` });
    house.clock.time += 10_000;
    await grow(300);
    expect(register.head().size).toBe(305n);
    expect(readFileSync(house.headFile, 'utf8')).toBe(filed);
    await expect(house.open()).rejects.toMatchObject({ code: 'register-behind-head' });
  });

  it('refuses an empty database beside the file of a log that was not empty', async () => {
    const other = await openHouse();
    copyFileSync(house.headFile, other.headFile);
    const opened = createRegister({ ...other, keys: house.keys, suite: intl1, origin: ORIGIN });
    await expect(opened).rejects.toMatchObject({ code: 'register-behind-head' });
    await other.close();
  });

  it('refuses in a new year too, if the old year’s log was lost', async () => {
    house.clock.time = Date.UTC(2027, 0, 1);
    await house.db.updateTable('register_head').set({ size: 2 }).execute();
    await expect(house.open()).rejects.toMatchObject({ code: 'register-behind-head' });
    await house.db.updateTable('register_head').set({ size: 5 }).execute();
    const again = await house.open();
    await again.sequence();
    expect(again.head()).toMatchObject({ origin: 'gateway.test/register/2027/1', size: 1n });
  });

  it('goes on where the file was lost or is older: the crash between commit and file', async () => {
    const older = readFileSync(house.headFile, 'utf8');
    await grow(300);
    writeFileSync(house.headFile, older);
    expect((await house.open()).head().size).toBe(305n);
    const fresh = `${house.headFile}-of-a-new-gateway`;
    expect((await house.open({ headFile: fresh })).head().size).toBe(305n);
    expect(existsSync(fresh)).toBe(true);
  });

  it('refuses a file that no key of the ring signed', async () => {
    const filed = readFileSync(house.headFile, 'utf8');
    writeFileSync(house.headFile, filed.replace('\n5\n', '\n4\n'));
    await expect(house.open()).rejects.toMatchObject({ code: 'head-unreadable' });
  });

  it('refuses a head in the database that somebody else signed', async () => {
    const keys = createKeyRing(`${house.dir}/other-keys`);
    const opened = createRegister({ ...house, keys, suite: intl1, origin: ORIGIN, headFile: `${house.headFile}-2` });
    await expect(opened).rejects.toMatchObject({ code: 'head-unreadable' });
  });

  it('reads the heads of an older log key, and signs with both', async () => {
    rotateKey(`${house.dir}/keys`, 'log', house.clock.time + 1);
    const keys = createKeyRing(`${house.dir}/keys`);
    house.clock.time += 10_000;
    register = await createRegister({ ...house, keys, suite: intl1, origin: ORIGIN });
    await grow(1);
    expect(register.vkeys).toHaveLength(2);
    expect(register.head().checkpoint.match(/^— /gm)).toHaveLength(2);
  });
});

describe('a running register', () => {
  it('stands still once the database is rolled back under it, and takes no entry any more', async () => {
    await save();
    await grow(3);
    const published = register.head();
    await restore();
    await expect(register.sequence()).rejects.toMatchObject({ code: 'register-behind-head' });
    expect(register.head()).toEqual(published);
    await expect(house.append(register, bareDraft())).rejects.toMatchObject({ code: 'register-halted' });
    expect(house.alarms).toMatchObject([{ code: 'register-behind-head' }]);
  });

  it('never signs on top of a tile that was changed', async () => {
    await house.append(register, bareDraft());
    await sql`update register_tile set data = set_byte(data, 3, get_byte(data, 3) # 1) where path = 'tile/0/000'`.execute(
      house.db,
    );
    await expect(register.sequence()).rejects.toMatchObject({ code: 'frontier-mismatch' });
    expect((await house.db.selectFrom('register_head').select('size').executeTakeFirstOrThrow()).size).toBe(5);
  });

  it('never signs on top of a bundle that was changed', async () => {
    await house.append(register, bareDraft());
    await sql`update register_tile set data = set_byte(data, 30, get_byte(data, 30) # 1) where path = 'tile/entries/000'`.execute(
      house.db,
    );
    await expect(register.sequence()).rejects.toMatchObject({ code: 'frontier-mismatch' });
  });
});
