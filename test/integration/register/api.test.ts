import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppendedEntry, Register } from '../../../gateway/register/register.ts';
import { bareDraft, fullDraft, type House, openHouse, type Served, serveHouse } from './house.ts';

let house: House;
let register: Register;
let served: Served;
let entries: AppendedEntry[];

beforeAll(async () => {
  house = await openHouse();
  register = await house.open();
  const drafts = Array.from({ length: 258 }, bareDraft);
  entries = await house.append(register, fullDraft(1), { ...fullDraft(2), organisation: 'qz-kcq' }, ...drafts);
  await register.sequence();
  served = await serveHouse(house, register);
});
afterAll(async () => {
  await served.close();
  await house.close();
});

const status = async (path: string) => (await served.get(path)).status;

describe('the public part', () => {
  it('gives the head as it is published, never from a cache', async () => {
    const answer = await served.get('/register/checkpoint');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe(register.head().checkpoint);
  });

  it('gives tiles and bundles that may be cached for ever, full, partial and narrower than now', async () => {
    for (const [path, length] of [
      ['tile/0/000', 256 * 32],
      ['tile/0/001.p/4', 4 * 32],
      ['tile/0/001.p/1', 32],
      ['tile/0/000.p/17', 17 * 32],
      ['tile/1/000.p/1', 32],
    ] as const) {
      // By the log's own name. Without year and epoch the address is another log's next year.
      const newest = await served.get(`/register/${path}`);
      expect(newest.headers.get('cache-control')).toBe('no-cache');
      const answer = await served.get(`/register/2026/1/${path}`);
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get('cache-control')).toMatch(/immutable/);
      expect((await answer.arrayBuffer()).byteLength, path).toBe(length);
    }
    const [whole, part] = await Promise.all(
      ['tile/entries/000', 'tile/entries/000.p/3'].map(async (path) =>
        Buffer.from(await (await served.get(`/register/${path}`)).arrayBuffer()),
      ),
    );
    expect(whole?.subarray(0, part?.length)).toEqual(part);
  });

  it('has nothing where the tree has nothing, and takes one spelling of each path only', async () => {
    for (const path of [
      'tile/0/001',
      'tile/0/001.p/5',
      'tile/2/000.p/1',
      'tile/entries/002',
      'tile/0/1',
      'tile/0/x000/001',
      'tile/',
      'tile/a/000',
    ])
      expect(await status(`/register/${path}`), path).toBe(404);
    expect((await served.get('/register/tile/0/001.p/5')).headers.get('cache-control')).toBeNull();
  });

  it('proves an entry, says that one is pending, knows no other', async () => {
    const [waiting] = await house.append(register, bareDraft());
    expect(await (await served.get(`/register/entry/${entries[0]?.id}/proof`)).text()).toMatch(
      /^c2sp.org\/tlog-proof@v1\n/,
    );
    const pending = await served.get(`/register/entry/${waiting?.id}/proof`);
    expect([pending.status, await pending.json()]).toEqual([202, { status: 'pending' }]);
    expect(await status('/register/entry/ent_0/proof')).toBe(404);
  });
});

describe('the rows', () => {
  const queries = async () =>
    (await house.db.selectFrom('register_entry').select('id').where('type', '=', 'audit.query').execute()).length;

  it('are for auditors only', async () => {
    const before = await queries();
    const codes = [];
    for (const token of [undefined, 'clerk'] as const) {
      const answer = await served.get('/v1/register/entries', token);
      codes.push([answer.status, ((await answer.json()) as { code: string }).code]);
    }
    expect(codes).toEqual([
      [401, 'token-missing'],
      [403, 'role-missing'],
    ]);
    expect(await queries()).toBe(before);
  });

  it('are registered as read before they are answered, each call', async () => {
    const before = await queries();
    await served.get('/v1/register/entries?from=0&limit=10', 'all');
    await served.get('/v1/register/entries?from=0&limit=10', 'county');
    expect(await queries()).toBe(before + 2);
    const last = await house.db
      .selectFrom('register_entry')
      .select(['actor_sub', 'organisation', 'role'])
      .where('type', '=', 'audit.query')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(last).toEqual({ actor_sub: 'county', organisation: 'qz-kcq', role: 'auditor' });
  });

  it('of other organisations are withheld from an auditor of one', async () => {
    const report = await served.audit({ token: 'county' });
    expect(report).toMatchObject({ status: 'verified', compared: 1, withheld: 259 });
    const { entries: rows } = (await (await served.get('/v1/register/entries?limit=3', 'county')).json()) as {
      entries: Record<string, unknown>[];
    };
    expect(rows.map((row) => [row.state, 'row' in row])).toEqual([
      ['withheld', false],
      ['stored', true],
      ['withheld', false],
    ]);
  });

  it('come in bounded numbers', async () => {
    for (const query of ['limit=4096', 'from=-1', 'from=1.5', 'limit=x'])
      expect((await served.get(`/v1/register/entries?${query}`, 'all')).status, query).toBe(400);
  });
});
