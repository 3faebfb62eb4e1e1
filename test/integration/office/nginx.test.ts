/** The real nginx with the files of docs/nginx, before a hiring system that nobody changed. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHiring } from '../../../demo/hiring/start.ts';
import { type RunningNginx, startNginx } from '../../../demo/nginx/start.ts';
import { generatePeople } from '../../../demo/people/index.ts';
import type { Running } from '../../../demo/running.ts';
import { findNginx } from '../../../scripts/lib/nginx.mjs';
import { type Device, deferralFor } from '../../support/outage-client.ts';
import { duecheck } from '../../unit/binding/run-duecheck.ts';
import { type Acts, actsIn } from '../gateway/acts.ts';
import { type City, openCity, POINT, TOUR } from '../gateway/city.ts';
import { coverageSum } from './support/coverage-sum.ts';
import { type Relay, startRelay } from './support/relay.ts';

const program = findNginx();
const { candidates } = generatePeople({ seed: 'nginx', today: '2026-11-23', count: 200 });
/** Undecided ones, each used once. */
const waiting = candidates.filter(({ status }) => status === '待审核').map(({ id }) => String(id));
const next = (): string => {
  const id = waiting.shift();
  if (id === undefined) throw new Error('no candidate waits any more');
  return id;
};

let city: City;
let acts: Acts;
let device: Device;
let folder: string;
let hiring: Running;
let relay: Relay;
let nginx: RunningNginx;
let cookie = '';

const post = async (id: string, verb: 'hire' | 'reject', headers: Record<string, string> = {}, path?: string) => {
  const response = await fetch(`${nginx.url}${path ?? `/api/candidates/${id}/${verb}`}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: '{"remark":"合格"}',
  });
  const { headers: told, status } = response;
  await response.text();
  return { status, state: told.get('x-duecheck-state'), code: told.get('x-duecheck-code') };
};
const statusOf = async (id: string): Promise<string> => {
  const response = await fetch(`${hiring.url}/api/candidates/${id}`, { headers: { cookie } });
  return ((await response.json()) as { data: { status: string } }).data.status;
};
/** Checked, decided favourably, its receipt. */
const receiptFor = async (id: string): Promise<string> => {
  const check = await acts.checked(TOUR.a, id);
  const { body } = await acts.decide(check.checkId, { effect: 'favourable', reason: '合格' });
  return body.receipt.token;
};
const shown = (receipt: string) => ({ 'credit-check-receipt': receipt });
/** nginx logs a request after it has answered it: its one worker has done so before it takes the next. */
const linesOf = async (of: RunningNginx, log: 'spool' | 'decisions'): Promise<Record<string, string>[]> => {
  await (await fetch(`${of.url}/`)).text();
  if (!existsSync(of[log])) return [];
  const lines = readFileSync(of[log], 'utf8').split('\n').filter(Boolean);
  return lines.map((one) => JSON.parse(one));
};

describe.skipIf(program === undefined)('nginx before a hiring system', () => {
  const start = (mode: 'hold' | 'observe') =>
    startNginx({
      program: program as string,
      host: new URL(hiring.url).host,
      gateway: relay.address,
      key: POINT.key,
      mode,
    });

  beforeAll(async () => {
    city = await openCity();
    acts = actsIn(city);
    device = await acts.device();
    folder = mkdtempSync(join(tmpdir(), 'duecheck-behind-'));
    hiring = await startHiring({ port: 0, folder, candidates });
    const login = await fetch(`${hiring.url}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":"limin"}',
    });
    cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    relay = await startRelay(Number(new URL(city.url).port));
    nginx = await start('hold');
  });
  afterAll(async () => {
    await nginx?.close();
    await relay?.close();
    await hiring?.close();
    await city?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses a decision without a receipt, and the host never hears of it', async () => {
    const id = next();
    expect(await post(id, 'hire')).toEqual({ status: 403, state: null, code: 'no-receipt' });
    expect(await post(id, 'hire', shown('a.b.c'))).toMatchObject({ status: 403, code: 'malformed' });
    expect(await post(id, 'hire', shown(`a.${'b'.repeat(6000)}`))).toMatchObject({ status: 403, code: 'no-receipt' });
    expect(await statusOf(id)).toBe('待审核');
  });

  it('lets a valid one through, body and all; again within ten minutes, and never to another address', async () => {
    const id = next();
    const receipt = await receiptFor(id);
    expect(await post(id, 'hire', shown(receipt))).toEqual({ status: 200, state: 'checked', code: null });
    expect(await statusOf(id)).toBe('已录用');
    // The host says that it is decided already: its own words, with its own status.
    expect(await post(id, 'hire', shown(receipt))).toMatchObject({ status: 409, state: 'checked' });
    expect(await post(id, 'hire', shown(receipt), `/api/candidates/${id}/hire?again`)).toMatchObject({
      status: 403,
      code: 'already-used',
    });
    city.shift(11 * 60_000);
    expect(await post(id, 'hire', shown(receipt))).toMatchObject({ status: 403, code: 'already-used' });
    city.shift(-11 * 60_000);
    expect((await linesOf(nginx, 'decisions')).filter((line) => line.case === id)).toMatchObject([
      { decisionPoint: 'civil-service-hiring', effect: 'favourable', status: '200', state: 'checked' },
      { status: '409', state: 'checked' },
    ]);
  });

  it('refuses one of another case, for another effect, from another city', async () => {
    const [id, other] = [next(), next()];
    const receipt = await receiptFor(other);
    expect(await post(id, 'hire', shown(receipt))).toMatchObject({ status: 403, code: 'case-mismatch' });
    expect(await post(other, 'reject', shown(receipt))).toMatchObject({ status: 403, code: 'effect-mismatch' });
    const foreign = await openCity();
    try {
      const there = actsIn(foreign);
      const check = await there.checked(TOUR.a, id);
      const { body } = await there.decide(check.checkId, { effect: 'favourable', reason: '合格' });
      expect(await post(id, 'hire', shown(body.receipt.token))).toMatchObject({ status: 403, code: 'unknown-key' });
    } finally {
      await foreign.close();
    }
    expect([await statusOf(id), await statusOf(other)]).toEqual(['待审核', '待审核']);
  });

  it.each(['//', 'CASE', 'encoded', 'slash', 'dots', 'semicolon', 'long'])(
    'takes no other spelling of the address: %s',
    async (spelling) => {
      const id = next();
      const receipt = await receiptFor(id);
      const path = {
        '//': `/api//candidates/${id}/hire`,
        CASE: `/api/Candidates/${id}/HIRE`,
        encoded: `/api/candidates/${id}/%68ire`,
        slash: `/api/candidates/${id}/hire/`,
        dots: `/api/candidates/1%2F..%2F${id}/hire`,
        semicolon: `/api/candidates/${id}/hire;x=1`,
        long: `/api/candidates/${id}/hire?x=${'a'.repeat(3000)}`,
      }[spelling];
      expect((await post(id, 'hire', shown(receipt), path)).status).toBe(403);
      expect(await statusOf(id)).toBe('待审核');
    },
  );

  it('forwards everything else without asking', async () => {
    await relay.be('gone');
    const response = await fetch(`${nginx.url}/api/candidates?page=2`, { headers: { cookie } });
    expect(response.status).toBe(200);
    await relay.be('through');
  });

  describe('while the gateway does not answer', () => {
    const spooled = async (how: 'gone' | 'silent', ...headers: Record<string, string>[]) => {
      await relay.be(how);
      const ids = headers.map(next);
      for (const [at, id] of ids.entries()) {
        expect(await post(id, 'hire', headers[at])).toEqual({ status: 200, state: 'unchecked', code: null });
        expect(await statusOf(id)).toBe('已录用');
      }
      await relay.be('through');
      return (await linesOf(nginx, 'spool')).filter((line) => ids.includes(line.case ?? ''));
    };

    it.each(['gone', 'silent'] as const)('lets pass, marks and spools: it is %s', async (how) => {
      expect(await spooled(how, {})).toMatchObject([
        { method: 'POST', decisionPoint: 'civil-service-hiring', effect: 'favourable', status: '200', deferral: '' },
      ]);
    });

    it('what was spooled is imported once, owed, and on the list of whoever decided', async () => {
      const [deferred, checked] = [next(), next()];
      const headers = [
        { 'credit-check-deferral': await deferralFor(device, deferred) },
        shown(await receiptFor(checked)),
      ];
      const before = (await acts.owed()).length;
      await relay.be('gone');
      for (const [at, id] of [deferred, checked].entries()) {
        expect(await post(id, 'hire', headers[at])).toMatchObject({ status: 200, state: 'unchecked' });
      }
      await relay.be('through');
      const hand = () =>
        duecheck('import', '--spool', nginx.spool, '--to', `http://${relay.address}`, '--key', POINT.key);
      const lines = (await linesOf(nginx, 'spool')).length;
      const first = await hand();
      expect([first.code, first.errors]).toEqual([0, '']);
      expect(JSON.parse(first.lines.at(-1) ?? '')).toEqual({
        ...{ checked: 1, owed: 1, unchecked: lines - 2, repeated: 0, refused: 0 },
      });
      expect((await acts.owed()).length).toBe(before + 1);
      expect(JSON.parse((await hand()).lines.at(-1) ?? '')).toMatchObject({
        owed: 0,
        repeated: lines,
      });
      expect((await acts.owed()).length).toBe(before + 1);
    });
  });

  it('has all that it let through counted, once, by its spool and by its log', async () => {
    const sum = async () => {
      const { reported, checked, owed, unchecked } = await coverageSum(city.gateway.world.db, POINT.organisation);
      return { reported, checked, owed, unchecked };
    };
    const decided = (await linesOf(nginx, 'decisions')).filter(({ status }) => status === '200');
    const spooled = await linesOf(nginx, 'spool');
    // The spool was handed in above: a deferral, a receipt that nobody could ask about then, and the rest.
    expect(await sum()).toEqual({ reported: spooled.length, checked: 1, owed: 1, unchecked: spooled.length - 2 });
    const list = ['--type', 'decisions', '--organisation', POINT.organisation, ...city.settings];
    const ran = await duecheck('import', nginx.decisions, ...list);
    expect(JSON.parse(ran.lines.at(-1) ?? '')).toMatchObject({ taken: decided.length, skipped: 1, refused: 0 });
    expect(decided.length).toBeGreaterThan(spooled.length);
    const checked = decided.length - (spooled.length - 1);
    expect(await sum()).toEqual({ reported: decided.length, checked, owed: 1, unchecked: spooled.length - 2 });
    // The spool once more, as a list of decisions: the same ones.
    await duecheck('import', nginx.spool, ...list);
    expect(await sum()).toEqual({ reported: decided.length, checked, owed: 1, unchecked: spooled.length - 2 });
  });

  it('observing only, lets everything through and counts it', async () => {
    const watching = await start('observe');
    try {
      const [bare, checked] = [next(), next()];
      const receipt = await receiptFor(checked);
      const send = (id: string, headers: Record<string, string>) =>
        fetch(`${watching.url}/api/candidates/${id}/hire`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json', ...headers },
          body: '{}',
        });
      expect((await send(bare, {})).headers.get('x-duecheck-state')).toBe('unchecked');
      expect((await send(checked, shown(receipt))).headers.get('x-duecheck-state')).toBe('checked');
      expect([await statusOf(bare), await statusOf(checked)]).toEqual(['已录用', '已录用']);
      expect((await linesOf(watching, 'decisions')).map(({ case: id, status }) => [id, status])).toEqual([
        [bare, '200'],
        [checked, '200'],
      ]);
      expect((await linesOf(watching, 'spool')).map(({ case: id }) => id)).toEqual([bare]);
    } finally {
      await watching.close();
    }
  });

  it('shows the host nothing of ours', async () => {
    // A host of the office's own that says back what it was sent.
    const echo = createServer((request, response) => response.end(JSON.stringify(request.headers)));
    await new Promise<void>((done) => echo.listen(0, '127.0.0.1', done));
    const { port } = echo.address() as { port: number };
    const before = await startNginx({
      ...{ program: program as string, host: `127.0.0.1:${port}`, gateway: relay.address, key: POINT.key },
      mode: 'hold',
    });
    try {
      const id = `8${randomUUID().replaceAll(/\D/g, '').slice(0, 8)}`;
      const response = await fetch(`${before.url}/api/candidates/${id}/hire`, {
        method: 'POST',
        headers: shown(await receiptFor(id)),
      });
      const seen = Object.keys((await response.json()) as object);
      expect(response.status).toBe(200);
      expect(seen.filter((name) => /duecheck|credit.check/.test(name))).toEqual([]);
    } finally {
      await before.close();
      echo.close();
    }
  });
});
