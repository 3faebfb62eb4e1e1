/** A whole gateway with its witnesses: what it serves, whom it tells, and when it refuses to start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteVerifier, openCheckpoint, parseProof } from '@duecheck/core/register';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../gateway/keys/create-key-ring.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { vkeysOf } from '../../../gateway/register/head.ts';
import { logOrigin } from '../../../gateway/register/log-origin.ts';
import { serve } from '../../../gateway/serve.ts';
import { type RunningWitness, serveWitness } from '../../../gateway/witness/serve-witness.ts';
import { type City, openCity, TOUR } from './city.ts';

let folder: string;
let city: City;
let witness: RunningWitness;
let origin: string;
let vkeys: readonly string[];

const startWitness = (port = 0) =>
  serveWitness({
    stateFile: join(folder, 'heads'),
    keyFile: join(folder, 'key'),
    name: 'outside.example',
    host: '127.0.0.1',
    port,
    logs: new Map([[origin, vkeys.map((vkey) => noteVerifier(vkey, intl1))]]),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-witnesses-'));
  city = await openCity({
    jobs: 'run',
    witnesses: async (stateDir, url) => {
      origin = logOrigin(url, Date.now());
      vkeys = vkeysOf(createKeyRing(join(stateDir, 'keys')), origin, intl1);
      witness = await startWitness();
      return { asked: [{ url: `http://127.0.0.1:${witness.port}`, vkey: witness.vkey }], quorum: 1 };
    },
  });
});
afterAll(async () => {
  await city.close();
  await witness.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (name: string) => (await city.call('', 'GET', `/register/${name}`)).body as string;
const opened = (note: string) =>
  openCheckpoint(Buffer.from(note), noteVerifier(vkeys[0] ?? '', intl1), [noteVerifier(witness.vkey, intl1)]);
const alertsFor = async (user: string) => (await city.call(user, 'GET', '/v1/alerts')).body.witnesses;

it('has every head cosigned within seconds, and serves it', async () => {
  await city.check(TOUR.a);
  const { size } = opened(await get('checkpoint'));
  await expect.poll(async () => opened(await get('cosigned')).size, { timeout: 10_000 }).toBeGreaterThanOrEqual(size);
  expect(opened(await get('cosigned')).witnesses).toEqual(['outside.example']);
  expect(await get('witnesses')).toBe(`quorum 1\n${witness.vkey}\n`);
});

it('proves an entry under a head that the witness cosigned, and a newer one under the newest', async () => {
  const { entry } = (await city.check(TOUR.a, { caseKey: 'proved' })).body;
  const prove = async () => {
    const { status, body } = await city.call('', 'GET', `/register/entry/${entry}/proof`);
    return status === 200 ? opened(parseProof(body).checkpoint).witnesses : undefined;
  };
  await expect.poll(prove, { timeout: 10_000 }).toEqual(['outside.example']);
});

it('hands its lines to auditors, with an entry and with an export', async () => {
  const { checkId } = (await city.check(TOUR.a, { caseKey: 'audited' })).body;
  const filters = { checkId };
  const audit = (path: string, body?: object) =>
    city.call('zhaoping', body === undefined ? 'GET' : 'POST', `/v1/audit/${path}`, body);
  const [entry] = (await audit('entries', { filters })).body.entries;
  const proof = async () => {
    const { text } = (await audit(`entries/${entry.id}`)).body.proof;
    return text === undefined ? undefined : opened(parseProof(text).checkpoint).witnesses;
  };
  await expect.poll(proof, { timeout: 10_000 }).toEqual(['outside.example']);
  const { bundle } = (await audit('exports', { filters, format: 'jsonl', reason: '抽查' })).body;
  expect(opened(bundle.checkpoint).witnesses).toEqual(['outside.example']);
  expect(bundle.witnesses).toEqual({ vkeys: [witness.vkey], quorum: 1 });
  expect(bundle.entries).toHaveLength(2);
  for (const { inclusion } of bundle.entries) expect(inclusion).not.toBeNull();
});

describe('a witness that sleeps', () => {
  it('keeps nobody from a check, and no entry out of the log', async () => {
    await expect.poll(async () => opened(await get('checkpoint')).witnesses, { timeout: 10_000 }).toHaveLength(1);
    await witness.close();
    const before = opened(await get('cosigned')).size;
    expect((await city.check(TOUR.b, { caseKey: 'asleep' })).status).toBe(200);
    await expect.poll(async () => opened(await get('checkpoint')).size, { timeout: 10_000 }).toBeGreaterThan(before);
    expect(opened(await get('cosigned')).size).toBe(before);
    expect(opened(await get('checkpoint')).witnesses).toEqual([]);
    const { rows } = await sql<{ entry: string }>`select entry from register_place order by seq desc limit 1`.execute(
      city.gateway.world.db,
    );
    const newest = parseProof(await get(`entry/${rows[0]?.entry}/proof`));
    expect(opened(newest.checkpoint)).toMatchObject({ witnesses: [], size: newest.index + 1n });
  });

  it('is told to who watches once it owes for more than ten minutes, and not before', async () => {
    const owes = () =>
      sql`select 1 from register_witness where behind_since is not null`.execute(city.gateway.world.db);
    await expect.poll(async () => (await owes()).rows.length, { timeout: 10_000 }).toBe(1);
    expect(await alertsFor('zhaoping')).toEqual([]);
    city.shift(10 * 60_000 + 1000);
    for (const user of ['chenfang', 'zhaoping', 'sunhao'])
      expect(await alertsFor(user)).toMatchObject([{ witness: 'outside.example', code: 'witness-lag' }]);
    expect((await city.call('limin', 'GET', '/v1/alerts')).status).toBe(403);
  });

  it('is told of no more once it is awake', async () => {
    witness = await startWitness(witness.port);
    city.shift(60_000);
    await expect.poll(() => alertsFor('zhaoping'), { timeout: 15_000 }).toEqual([]);
    expect(opened(await get('cosigned')).size).toBe(opened(await get('checkpoint')).size);
  });
});

it('does not start where the database fell behind what the witness keeps, and says which', async () => {
  const { config } = city;
  const run = (text: string) => sql.raw(text).execute(city.gateway.world.db);
  const tables = ['register_head', 'register_place', 'register_tile', 'register_pending', 'register_entry'];
  const cosigned = ['register_witness', 'register_cosigned', 'register_cosignature'];
  await city.gateway.world.register.stop();
  for (const table of [...tables, ...cosigned]) await run(`create table old_${table} as select * from ${table}`);
  city.gateway.world.register.start();
  const { size } = opened(await get('checkpoint'));
  await city.check(TOUR.c, { caseKey: 'lost' });
  await expect.poll(async () => opened(await get('cosigned')).size, { timeout: 15_000 }).toBeGreaterThan(size);

  await city.gateway.world.register.stop();
  for (const table of [...tables, ...cosigned]) {
    await run(`delete from ${table}`);
    await run(`insert into ${table} select * from old_${table}`);
  }
  rmSync(join(config.stateDir, 'head'));
  const again = serve({ ...config, host: '127.0.0.1', port: 0, jobs: 'idle' });
  await expect(again).rejects.toMatchObject({ code: 'register-behind-witness' });
});
