/** Real Express and Fastify hosts whose decision requests carry the case in their body. */
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEADERS, ROUTES } from '@duecheck/core/contract';
import express from 'express';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Enforcement } from '../../../widget/enforce/authorize.ts';
import { requireReceipt as forExpress } from '../../../widget/enforce/express.ts';
import { requireReceipt as forFastify } from '../../../widget/enforce/fastify.ts';
import { deferralFor } from '../../support/outage-client.ts';
import { duecheck } from '../../unit/binding/run-duecheck.ts';
import { type Acts, actsIn } from '../gateway/acts.ts';
import { type City, openCity, POINT, TOUR } from '../gateway/city.ts';
import { coverageSum } from './support/coverage-sum.ts';
import { type Relay, startRelay } from './support/relay.ts';

interface Decision {
  readonly candidate?: string | number;
  readonly hire?: boolean;
}
interface Host {
  readonly url: string;
  /** What its handler was asked to decide. */
  readonly decided: Decision[];
  close(): Promise<void>;
}

async function expressHost(guard: Enforcement): Promise<Host> {
  const decided: Decision[] = [];
  const app = express();
  app.post(
    '/decisions',
    express.json(),
    forExpress({
      ...guard,
      effect: (request) => (request.body.hire === true ? 'favourable' : 'adverse'),
      case: (request) => request.body.candidate,
    }),
    (request, response) => {
      decided.push(request.body);
      response.json({ ok: true });
    },
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decided,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function fastifyHost(guard: Enforcement): Promise<Host> {
  const decided: Decision[] = [];
  const app = Fastify({ forceCloseConnections: true });
  app.post<{ Body: Decision }>(
    '/decisions',
    {
      preHandler: forFastify({
        ...guard,
        effect: (request) => (request.body.hire === true ? 'favourable' : 'adverse'),
        case: (request) => request.body.candidate,
      }),
    },
    async ({ body }) => {
      decided.push(body);
      return { ok: true };
    },
  );
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), decided, close: () => app.close() };
}

let city: City;
let acts: Acts;
let relay: Relay;
let folder: string;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  relay = await startRelay(Number(new URL(city.url).port));
  folder = await mkdtemp(join(tmpdir(), 'duecheck-middleware-'));
});
afterAll(async () => {
  await relay.close();
  await city.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['Express', expressHost],
  ['Fastify', fastifyHost],
] as const)('a host on %s', (framework, open) => {
  const spool = () => join(folder, `${framework}.ndjson`);
  const guard = (more: Partial<Enforcement> = {}): Enforcement => ({
    gateway: `http://${relay.address}`,
    key: POINT.key,
    decisionPoint: 'civil-service-hiring',
    timeout: 500,
    spool: (line) => appendFile(spool(), line),
    ...more,
  });
  const spooled = async () =>
    (await readFile(spool(), 'utf8').catch(() => ''))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  let host: Host;
  let made = 0;
  const next = (): string => `${framework}-${++made}`;
  beforeAll(async () => {
    host = await open(guard());
  });
  beforeEach(() => void host.decided.splice(0));
  afterAll(() => host.close());

  const send = async (body: Decision, headers: Record<string, string> = {}, at = '/decisions', to = host) => {
    const response = await fetch(to.url + at, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const { status } = response;
    return {
      ...{ status, body: await response.json() },
      ...{ state: response.headers.get(HEADERS.state), code: response.headers.get(HEADERS.code) },
    };
  };
  const receiptFor = async (candidate: string) => {
    const check = await acts.checked(TOUR.a, candidate);
    const { body } = await acts.decide(check.checkId, { effect: 'favourable', reason: '合格' });
    return { [HEADERS.receipt]: body.receipt.token as string };
  };
  const refused = (code: string, status = 403) => ({ status, body: { code }, code, state: null });

  it('decides with a receipt for the case in its body, and with no other', async () => {
    const [candidate, other] = [next(), next()];
    const receipt = await receiptFor(candidate);
    expect(await send({ candidate, hire: true })).toEqual(refused('no-receipt'));
    expect(await send({ candidate: other, hire: true }, receipt)).toEqual(refused('case-mismatch'));
    expect(await send({ candidate, hire: false }, receipt)).toEqual(refused('effect-mismatch'));
    expect(await send({ hire: true }, receipt)).toEqual(refused('case-mismatch'));
    expect(host.decided).toEqual([]);
    expect(await send({ candidate, hire: true }, receipt)).toMatchObject({ status: 200, state: 'checked' });
    expect(await send({ candidate, hire: true }, receipt, '/decisions?again')).toEqual(refused('already-used'));
    expect(host.decided).toEqual([{ candidate, hire: true }]);
    expect(await spooled()).toEqual([]);
  });

  it('takes a whole number for a case, and nothing that is neither', async () => {
    const candidate = Number(`${framework.length}${++made}0`);
    const receipt = await receiptFor(String(candidate));
    expect(await send({ candidate, hire: true }, receipt)).toMatchObject({ status: 200, state: 'checked' });
    for (const strange of [[candidate], { toString: 'x' }, true, null, 0.5]) {
      expect(await send({ candidate: strange as never, hire: true }, receipt)).toEqual(refused('case-mismatch'));
    }
  });

  it('reads a case of any characters as the check did', async () => {
    const candidate = `录用〔2026〕${next()}号`;
    expect(await send({ candidate, hire: true }, await receiptFor(candidate))).toMatchObject({
      status: 200,
      state: 'checked',
    });
  });

  it.each([' 7', '7\n', '7'.repeat(201), '\ud800'])(
    'asks nothing about %j, which no check can have named',
    async (candidate) => {
      expect(await send({ candidate, hire: true }, { [HEADERS.receipt]: 'a.b.c' })).toEqual(refused('case-mismatch'));
    },
  );

  it('cannot be made unable to ask', async () => {
    const candidate = next();
    const long = 'a'.repeat(6000);
    expect(await send({ candidate, hire: true }, { [HEADERS.receipt]: long, [HEADERS.deferral]: long })).toEqual(
      refused('no-receipt'),
    );
    expect(await send({ candidate, hire: true }, {}, `/decisions?${long}`)).toEqual(refused('uri-too-long', 414));
    expect(host.decided).toEqual([]);
  });

  it.each(['gone', 'silent'] as const)('passes as unchecked and keeps a line while the gateway is %s', async (how) => {
    await relay.be(how);
    const candidate = next();
    const before = (await spooled()).length;
    expect(await send({ candidate, hire: true })).toMatchObject({ status: 200, state: 'unchecked' });
    expect(host.decided).toHaveLength(1);
    expect((await spooled()).slice(before)).toMatchObject([
      { method: 'POST', uri: '/decisions', effect: 'favourable', case: candidate, receipt: null, deferral: null },
    ]);
    await relay.be('through');
  });

  it('decides nothing where it can neither ask nor keep', async () => {
    const full = await open(guard({ spool: () => Promise.reject(new Error('no space left')) }));
    await relay.be('gone');
    expect(await send({ candidate: next(), hire: true }, {}, '/decisions', full)).toEqual(refused('unavailable', 503));
    expect(full.decided).toEqual([]);
    await relay.be('through');
    await full.close();
  });

  it('observing only, lets everything through and keeps what would have been refused', async () => {
    const watching = await open(guard({ mode: 'observe' }));
    const before = (await spooled()).length;
    const candidate = next();
    expect(await send({ candidate, hire: true }, {}, '/decisions', watching)).toMatchObject({
      status: 200,
      state: 'unchecked',
    });
    expect(await send({ hire: true }, {}, '/decisions', watching)).toMatchObject({ status: 200, state: 'unchecked' });
    expect((await spooled()).slice(before)).toMatchObject([{ case: candidate }, { case: null }]);
    await watching.close();
  });

  it('hands in what it kept: owed, unchecked, and counted', async () => {
    const device = await acts.device();
    const candidate = next();
    const token = await deferralFor(device, candidate);
    await relay.be('gone');
    await send({ candidate, hire: true }, { [HEADERS.deferral]: token });
    await relay.be('through');
    const lines = await spooled();
    const before = await coverageSum(city.gateway.world.db, POINT.organisation);
    const ran = await duecheck('import', '--spool', spool(), '--to', city.url, '--key', POINT.key);
    expect(JSON.parse(ran.lines.at(-1) ?? '')).toEqual({
      ...{ checked: 0, owed: 1, unchecked: lines.length - 1, repeated: 0, refused: 0 },
    });
    const after = await coverageSum(city.gateway.world.db, POINT.organisation);
    const cases = lines.filter((line) => line.case !== null).length;
    expect([after.reported - before.reported, after.owed - before.owed]).toEqual([cases, 1]);
  });

  it('leaves what a body does to its own reading to the host', async () => {
    const response = await fetch(`${host.url}/decisions`, { method: 'POST' });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(host.decided).toEqual([]);
  });
});

it('speaks to the gateway in the contract’s own words', async () => {
  const source = await readFile(new URL('../../../widget/enforce/authorize.ts', import.meta.url), 'utf8');
  const { receipt, deferral, decisionPoint, effect, case: key, part, method, uri, state, code } = HEADERS;
  for (const name of [receipt, deferral, decisionPoint, effect, key, part, method, uri, state, code])
    expect(source).toContain(`'${name}'`);
  expect(source).toContain(ROUTES.authorize.path);
});
