/**
 * Invariant 1 (DESIGN §8): nothing leaves the gateway before its RESULT is durable. A client keeps the history of what it
 * was told; the gateway is killed as `kill -9` does, at random moments and at every named fail point; afterwards the
 * register must hold every answer that anyone ever saw, once in meaning, and its tree must verify.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGatewayCommand } from '../../demo/gateway-process.ts';
import { type House, startHouse } from '../../demo/house.ts';
import { signIn } from '../../demo/identity-provider/sign-in.ts';
import { csvText } from '../../demo/intake/csv.ts';
import { TOUR } from '../../demo/people/tour.ts';
import { freePorts } from '../../demo/ports.ts';
import { FAIL_POINTS } from '../../gateway/fail-points.ts';
import { deferralFor, makeDevice, sealBody } from '../support/outage-client.ts';

const CHECKS = 200;
const PEOPLE = [TOUR.a, TOUR.b, TOUR.c, TOUR.disputed, TOUR.repaired];

interface Told {
  readonly key: string;
  readonly checkId: string;
  readonly entry: string;
}

let house: House;
let folder: string;
let token: string;
let auditor: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-chaos-'));
  house = await startHouse({ folder, ports: await freePorts(), extensionIds: { chrome: [], firefox: [] } });
  token = (await signIn(house.issuer, 'limin')).accessToken;
  auditor = (await signIn(house.issuer, 'zhaoping')).accessToken;
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(
  path: string,
  body: object,
  key: string,
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await fetch(`${house.gatewayUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const request = (n: number) => {
  const person = PEOPLE[n % PEOPLE.length] as (typeof PEOPLE)[number];
  return {
    decisionPoint: 'civil-service-hiring',
    case: { key: `chaos-${n}`, label: `RL-${n}` },
    subject: { kind: 'resident-id', number: person.shown.number, name: person.shown.name },
    origin: house.systems.hiring.url,
  };
};

/** Sends until it is answered, with the same key: what the extension's worker does. Only a lost connection is tried again. */
async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: house.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Everything that the client was told stands in the register, under the check that it was told of. */
async function expectRegistered(told: readonly Told[]): Promise<void> {
  const found = await rows<{ id: string; check_id: string }>(
    `select id, check_id from register_entry where id = any($1) and type in ('check.result', 'check.refused')`,
    [told.map((t) => t.entry)],
  );
  const checkOf = new Map(found.map((f) => [f.id, f.check_id]));
  for (const { entry, checkId } of told) expect(checkOf.get(entry)).toBe(checkId);
  const intents = await rows<{ check_id: string }>(
    `select distinct check_id from register_entry where type = 'check.intent' and check_id = any($1)`,
    [told.map((t) => t.checkId)],
  );
  expect(new Set(intents.map((i) => i.check_id))).toEqual(new Set(told.map((t) => t.checkId)));
}

/** The tree verifies from outside, row by row. */
async function expectAudit(): Promise<void> {
  const args = ['audit', house.gatewayUrl, '--token', auditor, '--head', join(folder, 'auditor.json'), '--json'];
  const audit = await runGatewayCommand(args, {});
  expect(audit.code, audit.stdout + audit.stderr).toBe(0);
}

describe('the history of what was told', () => {
  it(`is in the register after ${CHECKS} checks with kill -9 at random moments`, async () => {
    const told: Told[] = [];
    let kills = 0;
    let done = false;
    const killer = (async () => {
      while (!done) {
        await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 500));
        if (done) break;
        await house.stopGateway('SIGKILL');
        kills += 1;
        await house.startGateway();
      }
    })();
    let next = 0;
    const client = async () => {
      while (next < CHECKS) {
        const n = next++;
        const key = randomUUID();
        const answer = await insist(() => send('/v1/checks', request(n), key));
        expect(answer.status).toBe(200);
        told.push({ key, checkId: answer.body.checkId as string, entry: answer.body.entry as string });
      }
    };
    await Promise.all([client(), client()]);
    done = true;
    await killer;
    console.log(`${told.length} checks told, ${kills} kills`);
    expect(kills).toBeGreaterThan(0);
    expect(told).toHaveLength(CHECKS);
    await expectRegistered(told);
    const twice = await rows(
      `select case_key from credit_check where id = any($1) group by case_key, organisation having count(*) > 1`,
      [told.map((t) => t.checkId)],
    );
    expect(twice).toEqual([]);
    await expectAudit();
  });

  it('survives a kill at every named fail point, with one meaning', async () => {
    const hits = new Map<string, number>();
    let n = 1000;
    for (const point of FAIL_POINTS) {
      const log = join(folder, `fail-${point}.log`);
      await house.stopGateway('SIGTERM');
      await house.startGateway({ DUECHECK_FAIL_AT: `${point}:1`, DUECHECK_FAIL_LOG: log });
      const died = house.gateway().exited.then(() => house.startGateway({ DUECHECK_FAIL_LOG: log }));
      n += 1;
      const keys = { check: randomUUID(), decision: randomUUID() };
      const checked = await insist(() => send('/v1/checks', request(n * PEOPLE.length), keys.check));
      const path = `/v1/checks/${checked.body.checkId}/decision`;
      const decided = await insist(() => send(path, { effect: 'favourable', reason: '考察合格' }, keys.decision));
      expect(decided.status, `${point} ${decided.body.code}`).toBe(200);
      const passed = await insist(() => authorize(`chaos-${n * PEOPLE.length}`, receiptOf(decided.body)));
      expect(passed, point).toBe(204);
      if (point.startsWith('spool')) await insist(() => handSpool(`spool-${point}-0001`));
      if (point.startsWith('outbox')) await insist(await owedDecision(`owed-${point}`));
      if (point.startsWith('paper')) await insist(await printedNotice(`paper-${point}`));
      if (point.startsWith('batch')) await roundOf(`round-${point}`);
      await died;
      const [{ decisions } = { decisions: 0 }] = await rows<{ decisions: number }>(
        'select count(*)::int as decisions from decision where check_id = $1',
        [checked.body.checkId],
      );
      expect(decisions, point).toBe(1);
      await expectRegistered([
        { key: keys.check, checkId: checked.body.checkId as string, entry: checked.body.entry as string },
      ]);
      const passes = readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line === point).length;
      hits.set(point, passes);
    }
    for (const [point, count] of hits) console.log(`fail point ${point}: ${count} hits, killed at the first`);
    expect([...hits.values()].every((count) => count > 0)).toBe(true);
    await expectAudit();
  });
});

/** A whole round, insisted on: sent, looked up, decided on. What came of each of its people stands once. */
async function roundOf(round: string): Promise<void> {
  const people = [TOUR.a, TOUR.b, TOUR.c];
  const list = csvText([
    ['姓名', '证件号码', '业务流水号'],
    ...people.map(({ shown }, n) => [shown.name, shown.number, `${round}-${n}`]),
  ]);
  const query = new URLSearchParams({ decisionPoint: 'civil-service-hiring', origin: house.systems.hiring.url, round });
  const key = randomUUID();
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    return (await (await fetch(`${house.gatewayUrl}/v1/batches${path}`, { ...init, headers })).json()) as {
      batchId: string;
      state: string;
      decided: number;
    };
  };
  const { batchId } = await insist(() =>
    call(`?${query}`, { method: 'POST', headers: { 'content-type': 'text/csv', 'idempotency-key': key }, body: list }),
  );
  const until = async (holds: (batch: { state: string; decided: number }) => boolean) => {
    while (!holds(await insist(() => call(`/${batchId}`)))) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  await until(({ state }) => state === 'done');
  const decide = { effect: 'favourable', reason: '考察合格' };
  const decision = randomUUID();
  await insist(() => send(`/v1/batches/${batchId}/decision`, decide, decision));
  await until(({ state, decided }) => state === 'done' && decided === 2);
  const results = await rows<{ check_id: string }>(
    `select check_id from register_entry where round = $1 and type = 'check.result'`,
    [round],
  );
  const kept = await rows<{ check_id: string }>('select check_id from batch_item where batch_id = $1', [batchId]);
  expect(new Set(results.map((one) => one.check_id))).toEqual(new Set(kept.map((one) => one.check_id)));
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(
    'select count(*)::int as n from decision where check_id = any($1)',
    [kept.map((one) => one.check_id)],
  );
  expect(n).toBe(2);
}

const receiptOf = (body: Record<string, unknown>): string => (body.receipt as { token: string }).token;

function pointKey(): string {
  const [point] = JSON.parse(readFileSync(join(folder, 'seed', 'enforcement-points.json'), 'utf8')) as {
    key: string;
  }[];
  return (point as { key: string }).key;
}

async function authorize(caseKey: string, token: string): Promise<number> {
  const response = await fetch(`${house.gatewayUrl}/v1/receipts/authorize`, {
    headers: {
      authorization: `Bearer ${pointKey()}`,
      'x-duecheck-decision-point': 'civil-service-hiring',
      'x-duecheck-effect': 'favourable',
      'x-duecheck-case': caseKey,
      'x-duecheck-method': 'POST',
      'x-duecheck-uri': `/api/candidates/${caseKey}/hire`,
      'credit-check-receipt': token,
    },
  });
  return response.status;
}

async function handSpool(id: string): Promise<void> {
  const entry = {
    id,
    passedAt: new Date().toISOString(),
    method: 'POST',
    uri: '/api/candidates/spooled/hire',
    decisionPoint: 'civil-service-hiring',
    effect: 'favourable',
    case: 'spooled',
    deferral: null,
  };
  const response = await fetch(`${house.gatewayUrl}/v1/spool`, {
    method: 'POST',
    headers: { authorization: `Bearer ${pointKey()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ entries: [entry] }),
  });
  expect(response.status).toBe(200);
}

/** A notice of a proposed refusal. @returns its making, to be insisted on: what was handed out is in the register */
async function printedNotice(caseKey: string): Promise<() => Promise<void>> {
  const { name, number } = TOUR.b.shown;
  const asked = {
    ...request(0),
    case: { key: caseKey, label: caseKey },
    subject: { kind: 'resident-id', number, name },
  };
  const checked = await send('/v1/checks', asked, randomUUID());
  const { restrictions } = (checked.body as unknown as { outcome: { restrictions: { measure: string }[] } }).outcome;
  const measures = restrictions.map(({ measure }) => ({ measure, taken: measure === 'cancel-hiring' }));
  const refusal = { effect: 'adverse', measures, reason: '作弊' };
  const decided = await send(`/v1/checks/${checked.body.checkId}/decision`, refusal, randomUUID());
  const key = randomUUID();
  return async () => {
    const paper = await send(`/v1/decisions/${decided.body.decisionId}/notice-paper`, { language: 'zh-CN' }, key);
    expect(paper.status, paper.body.code).toBe(200);
    const found = await rows(`select id from register_entry where type = 'paper.made' and id = $1`, [paper.body.entry]);
    expect(found).toHaveLength(1);
  };
}

/** A decision made during an outage, as the outbox delivers it. @returns the delivery, to be insisted on */
async function owedDecision(caseKey: string): Promise<() => Promise<void>> {
  const device = await makeDevice(async (jwk) => {
    const answer = await insist(() => send('/v1/deferral-keys', { jwk, organisation: 'qz-rsj' }, 'not-needed'));
    return answer.body.kid as string;
  });
  const key = await insist(async () => (await fetch(`${house.gatewayUrl}/v1/outbox-key`)).json());
  const { subject, decisionPoint, origin } = request(2);
  const body = await sealBody(key, {
    v: 1,
    deferral: await deferralFor(device, caseKey),
    decisionPoint,
    case: { key: caseKey, label: caseKey, part: '1' },
    subject,
    origin,
    effect: 'favourable',
    reason: '系统中断期间办理',
    decidedAt: new Date().toISOString(),
  });
  return async () => {
    const delivered = await send('/v1/outbox', body, body.id);
    expect(delivered.status, delivered.body.code).toBe(200);
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(
      'select count(*)::int as n from owed_check where decision_id = $1',
      [delivered.body.decisionId],
    );
    expect(n).toBe(1);
  };
}
