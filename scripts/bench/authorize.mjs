/** Decision requests through nginx, each with a receipt of its own, and beside each one that decides nothing: the difference. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { startNginx } from '../../demo/nginx/start.ts';
import { enforcementKeyHash } from '../../gateway/identity/enforcement-points.ts';
import { findNginx } from '../lib/nginx.mjs';
import { openGateway } from './house.mjs';
import { personOf } from './people.mjs';

const WARM = 100;
const MEASURED = 800;
const KEY = 'k'.repeat(43);

/**
 * @param {import('./house.mjs').House} house
 * @param {{ binding: import('@duecheck/core/binding').Binding, say: (figure: import('../lib/figures.mjs').Figure) => void }} options
 */
export async function authorizeFigures(house, { binding, say }) {
  const added = { name: 'authorize.added.p50', unit: 'ms a proxied request', budget: { most: 4 } };
  const program = findNginx();
  if (program === undefined) return say({ ...added, value: null });
  const { running, call } = await openGateway(house, { jobs: 'idle' });
  const host = createServer((request, response) => {
    request.resume();
    response.end('{}');
  });
  await new Promise((done) => host.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (host.address());
  const nginx = await startNginx({
    ...{ program, host: `127.0.0.1:${port}`, gateway: `127.0.0.1:${running.port}`, key: KEY, mode: 'hold' },
  });
  try {
    const { db } = running.world;
    const { organisation, origin } = binding;
    const point = { id: 'bench-proxy', organisation, origin, key_hash: enforcementKeyHash(KEY), revoked_at: null };
    await db.insertInto('enforcement_point').values(point).execute();
    await db.insertInto('lookup_limit').values({ organisation: 'qz', what: 'lookups', most: 10_000_000 }).execute();
    /** @type {number[]} */
    const guarded = [];
    /** @type {number[]} */
    const open = [];
    for (let n = 1; n <= WARM + MEASURED; n++) {
      const headers = { 'credit-check-receipt': await receiptFor(call, binding, n) };
      const asked = await timed(`${nginx.url}/api/candidates/${n}/hire`, headers);
      const bare = await timed(`${nginx.url}/api/candidates/${n}/note`, headers);
      if (n <= WARM) continue;
      guarded.push(asked);
      open.push(bare);
    }
    const [with50, without50] = [at(guarded, 0.5), at(open, 0.5)];
    say({ name: 'authorize.without.p50', value: without50, unit: 'ms' });
    say({ name: 'authorize.with.p50', value: with50, unit: 'ms' });
    say({ name: 'authorize.with.p95', value: at(guarded, 0.95), unit: 'ms' });
    say({ ...added, value: Number((with50 - without50).toFixed(2)) });
  } finally {
    await nginx.close();
    await running.close();
    host.closeAllConnections();
    host.close();
  }
}

/**
 * @param {readonly number[]} times
 * @param {number} share
 */
const at = (times, share) =>
  Number((times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(2));

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 */
async function timed(url, headers) {
  const began = performance.now();
  const response = await fetch(url, { method: 'POST', headers, body: '{}' });
  await response.arrayBuffer();
  const took = performance.now() - began;
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${response.headers.get('x-duecheck-code')}`);
  // What passed unasked would be measured as quick.
  const expected = url.endsWith('/hire') ? 'checked' : null;
  const state = response.headers.get('x-duecheck-state');
  if (state !== expected) throw new Error(`${url}: passed as ${state}`);
  return took;
}

/**
 * @param {(path: string, init: RequestInit) => Promise<any>} call
 * @param {import('@duecheck/core/binding').Binding} binding
 * @param {number} n
 * @returns {Promise<string>}
 */
async function receiptFor(call, { decisionPoint, origin }, n) {
  const post = (/** @type {string} */ path, /** @type {object} */ body) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
  const at = { decisionPoint, case: { key: `${n}`, label: `${n}` }, subject: personOf(n), origin };
  const { checkId } = await post('/v1/checks', at);
  const { receipt } = await post(`/v1/checks/${checkId}/decision`, { effect: 'favourable', reason: '合格' });
  return receipt.token;
}
