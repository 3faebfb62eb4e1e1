/** Several gateways on one database that was rolled back while the witness slept: once it wakes, none of them goes on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteVerifier } from '@duecheck/core/register';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createKeyRing } from '../../../gateway/keys/create-key-ring.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import type { GatewayConfig } from '../../../gateway/open-world.ts';
import { vkeysOf } from '../../../gateway/register/head.ts';
import { logOrigin } from '../../../gateway/register/log-origin.ts';
import type { RegisterAlarm } from '../../../gateway/register/register.ts';
import { type RunningGateway, serve } from '../../../gateway/serve.ts';
import { openDatabase } from '../../../gateway/store/database.ts';
import { serveWitness } from '../../../gateway/witness/serve-witness.ts';
import { createDatabase } from '../database.ts';
import { bareDraft } from './house.ts';

const TABLES = [
  ...['register_head', 'register_place', 'register_tile', 'register_pending', 'register_entry', 'lease'],
  ...['register_witness', 'register_cosigned', 'register_cosignature'],
];

it('halts every gateway, one after the other, each by what it found out itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-halt-'));
  const url = 'http://gateway.test';
  const origin = logOrigin(url, Date.now());
  const vkeys = vkeysOf(createKeyRing(join(folder, 'keys')), origin, intl1);
  const startWitness = (port: number) =>
    serveWitness({
      ...{ stateFile: join(folder, 'heads'), keyFile: join(folder, 'key'), name: 'one.example' },
      ...{ host: '127.0.0.1', port, logs: new Map([[origin, vkeys.map((vkey) => noteVerifier(vkey, intl1))]]) },
    });
  let witness = await startWitness(0);
  const alarms: RegisterAlarm[] = [];
  const config: GatewayConfig = {
    ...{ databaseUrl: await createDatabase(), stateDir: folder, url, issuer: 'http://idp.test' },
    ...{ listRoot: { vkeys: [], threshold: 0 }, legalClock: 'fixed' },
    witnesses: { asked: [{ url: `http://127.0.0.1:${witness.port}`, vkey: witness.vkey }], quorum: 1 },
    onAlarm: (alarm) => alarms.push(alarm),
  };
  const start = () => serve({ ...config, host: '127.0.0.1', port: 0 });
  const append = ({ world: { db, register } }: RunningGateway) =>
    db.transaction().execute((trx) => register.append(trx, [bareDraft()]));
  const db = openDatabase(config.databaseUrl);
  const run = (text: string) => sql.raw(text).execute(db);
  const cosigned = async () =>
    (await db.selectFrom('register_cosigned').select('size').orderBy('size', 'desc').execute())[0]?.size;

  const first = await start();
  for (const table of TABLES) await run(`create table old_${table} as select * from ${table}`);
  await append(first);
  await append(first);
  await expect.poll(cosigned, { timeout: 15_000 }).toBe(2);
  await first.close();
  await witness.close();
  for (const table of TABLES) {
    await run(`delete from ${table}`);
    await run(`insert into ${table} select * from old_${table}`);
  }
  await run('delete from lease');
  rmSync(join(folder, 'head'));

  const gateways = [await start(), await start()];
  for (const gateway of gateways) await append(gateway);
  witness = await startWitness(witness.port);
  for (const gateway of gateways)
    await expect
      .poll(() => append(gateway).catch((error: { code: string }) => error.code), { timeout: 40_000, interval: 500 })
      .toBe('register-halted');
  expect(alarms.filter(({ code }) => code === 'register-behind-witness')).toHaveLength(2);
  const { rows } = await sql<{ fault: string }>`select fault from register_witness`.execute(db);
  expect(rows).toEqual([{ fault: 'register-behind-witness' }]);
  for (const gateway of gateways) await gateway.close();
  await witness.close();
  await db.destroy();
});
