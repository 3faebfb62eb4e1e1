/** An office hands a file in over HTTP: who may, what it is told, and that a gateway may die over it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ImportAnswer, RejectsAnswer } from '@duecheck/core/contract';
import { compactDecrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { PENALTY_2018, penaltyRow } from '../../../demo/intake/penalty-rows.ts';
import {
  hasKeptFile,
  keepFile,
  keptFiles,
  removeKeptFile,
  withPrivateFile,
} from '../../../gateway/http/private-file.ts';
import { forgetRejects } from '../../../gateway/imports/forget-rejects.ts';
import { createImportRunner } from '../../../gateway/imports/runner.ts';
import { actsIn } from '../gateway/acts.ts';
import { type Answer, type City, ISSUER, openCity } from '../gateway/city.ts';

const VICTIM = resolve(import.meta.dirname, 'support/victim.ts');

let city: City;
const faults: string[] = [];
beforeAll(async () => {
  city = await openCity();
  const { db } = city.gateway.world;
  const post = { iss: ISSUER, role: 'office', decision_points: null, valid_from: '2026-01-01', valid_until: null };
  await db
    .insertInto('role_assignment')
    .values([
      { ...post, sub: 'kecheng', organisation: 'qz-kcq' },
      { ...post, sub: 'both', organisation: 'qz-kcq' },
      { ...post, sub: 'both', organisation: 'qz-xzfw' },
    ])
    .execute();
});
afterAll(() => city.close());

let made = 0;
/** Rows that nobody has delivered yet; every `refused`th is refused. */
function penalties(count: number, { refused = 0 } = {}): string {
  const rows = Array.from({ length: count }, (_, n): Record<string, string> => {
    const row = penaltyRow(1_500_000 + made++);
    return refused > 0 && n % refused === 0 ? { ...row, 处罚决定日期: '二月三十' } : row;
  });
  return csvText([[...PENALTY_2018], ...rows.map((row) => PENALTY_2018.map((header) => row[header] ?? ''))]);
}

const send = (body: string, query = 'type=penalty', { user = 'sunhao', key = randomUUID() } = {}): Promise<Answer> =>
  city.call(user, 'POST', `/v1/imports?${query}`, body, { 'idempotency-key': key, 'content-type': 'text/csv' });
const read = async (id: string, user = 'sunhao') => {
  const { status, body } = await city.call(user, 'GET', `/v1/imports/${id}`);
  expect([status, ImportAnswer.safeParse(body).error?.issues]).toEqual([200, undefined]);
  return body as ImportAnswer;
};
const rejectsOf = async (id: string, query = '') =>
  RejectsAnswer.parse((await city.call('sunhao', 'GET', `/v1/imports/${id}/rejects${query}`)).body);
const runner = () =>
  createImportRunner(city.gateway.world, city.config, (job, fault) => void faults.push(`${job} ${fault}`));
const work = () => runner().once();
/** When gateways that died are known to be dead. */
async function later(during: () => Promise<void>): Promise<void> {
  city.shift(60_000);
  await during().finally(() => city.shift(-60_000));
}

describe('a file handed in', () => {
  it('is taken in and told of: rows, what became of them, and why not', async () => {
    const { status, body } = await send(penalties(40, { refused: 20 }));
    expect([status, body.state, body.rows]).toEqual([202, 'running', 0]);
    expect(hasKeptFile(body.importId)).toBe(true);
    await work();
    expect(await read(body.importId)).toMatchObject({
      ...{ state: 'done', rows: 40, taken: 38, refused: 2, repeated: 0, changed: 0, mine: true, failure: null },
      ...{ reasons: { 'date-invalid': 2 }, columns: { denied: [] }, organisation: 'qz', type: 'penalty' },
    });
    expect(hasKeptFile(body.importId)).toBe(false);
    const { imports } = (await city.call('sunhao', 'GET', '/v1/imports')).body;
    expect(imports[0]).toEqual(await read(body.importId));
  });

  it('is one import for one key, and repeated rows under another', async () => {
    const file = penalties(3);
    const key = randomUUID();
    const first = (await send(file, 'type=penalty', { key })).body.importId;
    expect((await send(file, 'type=penalty', { key })).body.importId).toBe(first);
    expect((await send(penalties(1), 'type=penalty', { key })).body.code).toBe('idempotency-key-reused');
    // Still running: the same file is the same import, whoever sends it.
    expect((await send(file)).body.importId).toBe(first);
    await work();
    expect((await send(file, 'type=penalty', { key })).body).toMatchObject({ importId: first, state: 'done' });
    const again = (await send(file)).body.importId;
    expect(again).not.toBe(first);
    await work();
    expect(await read(again)).toMatchObject({ state: 'done', rows: 3, taken: 0, repeated: 3 });
  });

  it('counts rows that correct what is known', async () => {
    const file = penalties(2);
    await send(file);
    await work();
    const { importId } = (await send(file.replaceAll('演示内容', '更正后的内容'))).body;
    await work();
    expect(await read(importId)).toMatchObject({ rows: 2, changed: 2 });
  });

  it('names who handed it in, in the register and nowhere in clear beside it', async () => {
    const { importId } = (await send(penalties(2))).body;
    await work();
    const { db } = city.gateway.world;
    const entries = await db
      .selectFrom('register_entry')
      .select(['actor_iss', 'actor_sub', 'role'])
      .where('type', '=', 'import')
      .orderBy('id', 'desc')
      .execute();
    expect(entries[0]).toEqual({ actor_iss: ISSUER, actor_sub: 'sunhao', role: 'office' });
    expect((await read(importId)).mine).toBe(true);
  });

  it('may be completed by what holds for all of it', async () => {
    const file = penalties(2).replaceAll('DEMO-0301', '');
    const set = `set=${encodeURIComponent('目录项编号=DEMO-0301')}&set=${encodeURIComponent('失信程度=严重')}`;
    const { importId } = (await send(file, `type=penalty&${set}`)).body;
    await work();
    expect(await read(importId)).toMatchObject({ taken: 2, refused: 0 });
  });
});

describe('refused rows', () => {
  it('are told by line, code and column, page by page, without what they say', async () => {
    const file = penalties(6, { refused: 2 });
    const { importId } = (await send(file)).body;
    await work();
    const whole = await rejectsOf(importId);
    expect(whole.rejects.map(({ line, code, columns }) => [line, code, columns])).toEqual(
      // Each row has a fact in two lines.
      [2, 6, 10].map((line) => [line, 'date-invalid', ['处罚决定日期']]),
    );
    expect(whole.rejects.every(({ row, key }) => row === null && key === null)).toBe(true);
    const first = await rejectsOf(importId, '?limit=2');
    const rest = await rejectsOf(importId, `?limit=2&after=${first.next}`);
    expect([...first.rejects, ...rest.rejects]).toEqual(whole.rejects);
    expect(rest.next).toBeNull();
  });

  it('can be read by the holder of the key alone, and not for ever', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const jwk = encodeURIComponent(JSON.stringify(publicKey.export({ format: 'jwk' })));
    const { importId } = (await send(penalties(2, { refused: 2 }), `type=penalty&rejectsKey=${jwk}`)).body;
    await work();
    const [reject] = (await rejectsOf(importId)).rejects;
    const { plaintext: key } = await compactDecrypt(reject?.key ?? '', privateKey);
    const { plaintext } = await compactDecrypt(reject?.row ?? '', key);
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toMatchObject({ 处罚决定日期: '二月三十' });

    await forgetRejects(city.gateway.world);
    expect((await rejectsOf(importId)).rejects[0]?.row).not.toBeNull();
    const later = { ...city.gateway.world, clock: { now: () => Date.now() + 31 * 86_400_000 } };
    await forgetRejects(later);
    expect((await rejectsOf(importId)).rejects[0]).toMatchObject({ code: 'date-invalid', row: null, key: null });
  });

  it('never make us keep a private key', async () => {
    const { privateKey } = generateKeyPairSync('x25519');
    const jwk = privateKey.export({ format: 'jwk' });
    const query = `type=penalty&rejectsKey=${encodeURIComponent(JSON.stringify(jwk))}`;
    const { importId } = (await send(penalties(1), query)).body;
    const { rejects_key } = await city.gateway.world.db
      .selectFrom('office_import')
      .select('rejects_key')
      .where('id', '=', importId)
      .executeTakeFirstOrThrow();
    expect(rejects_key).not.toContain(jwk.d);
    await work();
  });
});

describe('whoever is not this credit office', () => {
  it.each(['limin', 'wangjun', 'chenfang', 'zhaoping', 'hetao', 'nobody'])('%s hands nothing in', async (user) => {
    const before = await keptFiles();
    expect((await send(penalties(1), 'type=penalty', { user })).body.code).toBe('role-missing');
    expect((await city.call(user, 'GET', '/v1/imports')).body.code).toBe('role-missing');
    expect(await keptFiles()).toEqual(before);
  });

  it('sees nothing of another’s import, while those above do', async () => {
    const ours = (await send(penalties(1))).body.importId;
    const theirs = (await send(penalties(1), 'type=penalty', { user: 'kecheng' })).body.importId;
    for (const path of [ours, `${ours}/rejects`])
      expect((await city.call('kecheng', 'GET', `/v1/imports/${path}`)).body.code).toBe('not-found');
    const { imports } = (await city.call('kecheng', 'GET', '/v1/imports')).body;
    expect(imports.map(({ importId }: ImportAnswer) => importId)).toEqual([theirs]);
    expect(await read(theirs)).toMatchObject({ organisation: 'qz-kcq', mine: false });
    const named = 'type=penalty&organisation=qz';
    expect((await send(penalties(1), named, { user: 'kecheng' })).body.code).toBe('role-missing');
    await work();
  });

  it('any more: what waits is not taken in', async () => {
    const { importId } = (await send(penalties(1), 'type=penalty', { user: 'kecheng' })).body;
    await actsIn(city).withoutRole('kecheng', async () => void (await work()));
    expect(await read(importId)).toMatchObject({ state: 'failed', failure: 'role-missing', rows: 0 });
    expect(hasKeptFile(importId)).toBe(false);
    expect(faults.splice(0)).toEqual(['imports role-missing']);
  });

  it('with two offices says in whose name', async () => {
    const body = penalties(1);
    const unsaid = (await send(body, 'type=penalty', { user: 'both' })).body;
    expect(unsaid).toMatchObject({ code: 'invalid-query', errors: [{ pointer: '/organisation' }] });
    const said = await send(body, 'type=penalty&organisation=qz-xzfw', { user: 'both' });
    expect(said.body).toMatchObject({ organisation: 'qz-xzfw' });
    await work();
  });
});

describe('what is refused before anything is kept', () => {
  it.each([
    ['type=no-such-thing', 'type-not-imported'],
    ['type=check', 'type-not-imported'],
    [`type=penalty&set=${encodeURIComponent('无此列=1')}`, 'statement-unknown'],
    ['type=penalty&set=nothing', 'invalid-query'],
    ['type=penalty&rejectsKey=x', 'rejects-key-wrong'],
    ['type=penalty&type=licence', 'invalid-query'],
    ['', 'invalid-query'],
  ])('%s: %s', async (query, code) => {
    const before = await keptFiles();
    expect((await send(penalties(1), query)).body.code).toBe(code);
    expect(await keptFiles()).toEqual(before);
  });

  it('a body that is no file', async () => {
    const json = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const { body } = await city.call('sunhao', 'POST', '/v1/imports?type=penalty', '{}', json);
    expect(body.code).toBe('unsupported-media-type');
  });
});

describe('a file that nobody can read', () => {
  it('is one refused row, and no failure', async () => {
    const { importId } = (await send('\u0000\u0001\u0002')).body;
    await work();
    const answer = await read(importId);
    expect(answer).toMatchObject({ state: 'done', taken: 0 });
    expect(answer.refused).toBe(answer.rows);
  });
});

describe('a gateway that is killed over an import', () => {
  const ROWS = 12_000;
  const REFUSED = ROWS / 50;

  /** @returns once it has committed something, and died */
  async function killOver(importId: string): Promise<void> {
    const child: ChildProcess = spawn(process.execPath, [VICTIM, JSON.stringify(city.config)], { stdio: 'inherit' });
    const died = new Promise((done) => child.once('exit', (_, signal) => done(signal)));
    while ((await read(importId)).rows < 2000) await delay(10);
    child.kill('SIGKILL');
    expect(await died).toBe('SIGKILL');
    const { rows, state } = await read(importId);
    expect(state).toBe('running');
    expect(rows).toBeLessThan(ROWS);
  }
  const whole = { state: 'done', rows: ROWS, taken: ROWS - REFUSED, refused: REFUSED, repeated: 0, changed: 0 };

  it('leaves it to the next one on the same machine', async () => {
    const { importId } = (await send(penalties(ROWS, { refused: 50 }))).body;
    await killOver(importId);
    await later(async () => void (await work()));
    expect(await read(importId)).toMatchObject({ ...whole, reasons: { 'date-invalid': REFUSED } });
    expect(hasKeptFile(importId)).toBe(false);
  });

  it('with its machine: it waits for the same file, and then goes on', async () => {
    const file = penalties(ROWS, { refused: 50 });
    const { importId } = (await send(file)).body;
    await killOver(importId);
    await removeKeptFile(importId);
    await work();
    expect((await read(importId)).state).toBe('running');
    await later(async () => {
      await work();
      const { state, rows } = await read(importId);
      expect(state).toBe('resumable');
      const again = await send(file);
      expect([again.status, again.body]).toMatchObject([202, { importId, state: 'running', rows }]);
      await work();
    });
    expect(await read(importId)).toMatchObject({ ...whole, reasons: { 'date-invalid': REFUSED } });
    expect((await rejectsOf(importId, '?limit=1000')).rejects).toHaveLength(REFUSED);
  });
});

describe('two gateways', () => {
  it('take a file in once, and two files side by side', async () => {
    const ids: string[] = [];
    for (const file of [penalties(1500), penalties(1500)]) ids.push((await send(file)).body.importId);
    await Promise.all([runner(), runner()].map((one) => one.once()));
    for (const id of ids) expect(await read(id)).toMatchObject({ state: 'done', taken: 1500, repeated: 0 });
  });

  it('of two offices with one file at once: each row is taken once', async () => {
    const file = penalties(1500);
    const ours = (await send(file)).body.importId;
    const theirs = (await send(file, 'type=penalty', { user: 'kecheng' })).body.importId;
    await work();
    const both = [await read(ours), await read(theirs)];
    expect(both.reduce((sum, { taken }) => sum + taken, 0)).toBeLessThanOrEqual(1500);
    expect(both.map(({ state }) => state)).toContain('done');
    for (const { state, failure } of both) if (state === 'failed') expect(failure).toBe('import-elsewhere');
  });
});

describe('a file whose import has ended', () => {
  it('is removed when a gateway starts, if its process died over that', async () => {
    const { importId } = (await send(penalties(1))).body;
    await work();
    await withPrivateFile(Readable.from(['x']), (path) => keepFile(path, importId));
    const started = runner();
    started.start();
    while (hasKeptFile(importId)) await delay(10);
    await started.stop();
  });

  it('nothing has failed that was not said', () => {
    expect(faults.filter((fault) => !fault.endsWith('import-elsewhere'))).toEqual([]);
  });
});
