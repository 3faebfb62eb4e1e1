/** `duecheck audit` over time: what it remembers, and what it then finds out. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKeyRing } from '../../../gateway/keys/create-key-ring.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { createRegister, type Register } from '../../../gateway/register/register.ts';
import { bareDraft, type House, ORIGIN, openHouse, type Served, serveHouse } from './house.ts';

let house: House;
let register: Register;
let served: Served;
const grow = async (n: number) => {
  await house.append(register, ...Array.from({ length: n }, bareDraft));
  await register.sequence();
};
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  await grow(5);
  served = await serveHouse(house, register);
});
afterEach(async () => {
  await served.close();
  await house.close();
});

it('pins the key and the head at the first use, and says so', async () => {
  const { stateFile } = served;
  expect(await served.audit({ stateFile })).toMatchObject({
    status: 'verified',
    key: 'first-use',
    extends: null,
    rows: 'not-asked',
  });
  await grow(600);
  expect(await served.audit({ stateFile })).toMatchObject({
    status: 'verified',
    key: 'pinned',
    extends: 5n,
    size: 605n,
  });
  expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toEqual({
    v: 1,
    vkey: register.vkeys[0],
    checkpoint: register.head().checkpoint,
  });
});

it('audits an empty register', async () => {
  const other = await openHouse();
  const empty = await serveHouse(other, await other.open());
  expect(await empty.audit({ token: 'all' })).toMatchObject({ status: 'verified', size: 0n, compared: 0 });
  await empty.close();
  await other.close();
});

it('compares rows over several pages', async () => {
  await grow(2300);
  expect(await served.audit({ token: 'all' })).toMatchObject({ status: 'verified', size: 2305n, compared: 2305 });
});

it('refuses a log that another key signed', async () => {
  const { stateFile } = served;
  await served.audit({ stateFile });
  const vkey = `other.test+${register.vkeys[0]?.split('+').slice(1).join('+')}`;
  await expect(served.audit({ vkey })).rejects.toMatchObject({ code: 'bad-key' });
  const keys = createKeyRing(`${house.dir}/other`);
  const foreign = await createRegister({
    ...house,
    db: (await openHouse()).db,
    keys,
    suite: intl1,
    origin: ORIGIN,
    headFile: `${house.dir}/h2`,
  });
  await expect(served.audit({ vkey: foreign.vkeys[0] })).rejects.toMatchObject({ code: 'unverified' });
});

it('sees a rollback and a fork that are signed as well as any head, because it remembers', async () => {
  const { stateFile } = served;
  await grow(3);
  await served.audit({ stateFile });
  const remembered = readFileSync(stateFile, 'utf8');

  // The operator starts over with the same key: another database, no head file.
  const second = await openHouse();
  const rewritten = await createRegister({ ...second, keys: house.keys, suite: intl1, origin: ORIGIN });
  const again = await serveHouse(second, rewritten);
  const write = async (n: number) => {
    await second.append(rewritten, ...Array.from({ length: n }, bareDraft));
    await rewritten.sequence();
  };
  await write(5);
  const rolledBack = await again.audit({ stateFile });
  expect(rolledBack).toMatchObject({ status: 'failed', tree: [{ code: 'rollback', size: 5n, known: 8n }] });
  await write(20);
  const forked = await again.audit({ stateFile, token: 'all' });
  expect(forked).toMatchObject({ status: 'failed', tree: [{ code: 'fork', known: 8n }] });
  expect(readFileSync(stateFile, 'utf8')).toBe(remembered);
  expect(await again.audit()).toMatchObject({ status: 'verified', key: 'first-use' });
  await again.close();
  await second.close();
});

it('names what is missing when the stored log was cut short', async () => {
  await sql`delete from register_tile where path = 'tile/entries/000' and first > 0`.execute(house.db);
  await sql`delete from register_tile where path = 'tile/entries/000'`.execute(house.db);
  const report = await served.audit();
  expect(report.tree).toMatchObject([{ code: 'tile-missing', path: 'tile/entries/000.p/5', first: 0n, last: 4n }]);
});

it('trusts no state file that it cannot read', async () => {
  writeFileSync(served.stateFile, '{}');
  await expect(served.audit({ stateFile: served.stateFile })).rejects.toMatchObject({ code: 'state-unreadable' });
});

it('is a command that ends in one line and an exit code', async () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; lines: string[] }>((done) => {
      const main = resolve(import.meta.dirname, '../../../gateway/main.ts');
      const child = spawn(process.execPath, [main, 'audit', served.url, ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      child.once('close', (code) => done({ code, lines: text.trimEnd().split('\n') }));
    });
  const good = await run('--token', 'all', '--head', served.stateFile);
  expect([good.code, good.lines.at(-1)]).toEqual([0, 'verified: 5 entries, each in the tree under this root']);

  const { entry } = await house.db
    .selectFrom('register_place')
    .select('entry')
    .where('seq', '=', 3)
    .executeTakeFirstOrThrow();
  await house.db.updateTable('register_entry').set({ role: 'clerk' }).where('id', '=', entry).execute();
  const bad = await run('--token', 'all', '--head', served.stateFile);
  expect(bad.code).toBe(1);
  expect(bad.lines.slice(-2)).toEqual([
    `FAILED   entry 3 ${entry}: a column or an envelope is not what its leaf commits to`,
    'FAILED: 1 fault in 5 entries',
  ]);
  const json = await run('--token', 'all', '--json');
  expect(JSON.parse(json.lines.join('\n'))).toMatchObject({
    status: 'failed',
    entries: [{ entry, index: 3, code: 'row-altered' }],
  });

  await served.close();
  const away = await run();
  expect([away.code, away.lines.at(-1)]).toEqual([2, expect.stringContaining('[gateway-unreachable]')]);
});
