/** Inclusion proofs of entries all over the log, as the gateway makes them and as they arrive. */
import { entryId } from './fill.mjs';
import { percentile } from './percentile.mjs';

const TRIES = 400;

/**
 * @param {{ running: import('../../../gateway/serve.ts').RunningGateway, url: string, size: number,
 *   say: import('../../bench-register.mjs').Options['say'] }} of
 */
export async function proofFigures({ running, url, size, say }) {
  const { register } = running.world;
  const ids = Array.from({ length: 2 * TRIES }, (_, i) => entryId(Math.floor((i * 7919 * 131) % size)));
  /** @type {number[]} */
  const made = [];
  for (const id of ids.slice(0, TRIES)) {
    const began = performance.now();
    const proof = await register.proof(id);
    made.push(performance.now() - began);
    if (proof.status !== 'proved') throw new Error(`the proof is ${proof.status}`);
  }
  say({ name: 'proof.p50', value: percentile(made, 0.5), unit: 'ms' });
  say({ name: 'proof.p95', value: percentile(made, 0.95), unit: `ms at ${size} entries`, budget: { most: 5 } });
  /** @type {number[]} */
  const fetched = [];
  for (const id of ids.slice(TRIES)) {
    const began = performance.now();
    const answer = await fetch(`${url}/register/entry/${id}/proof`);
    await answer.text();
    fetched.push(performance.now() - began);
    if (answer.status !== 200) throw new Error(`the proof is ${answer.status}`);
  }
  say({ name: 'proof.overHttp.p95', value: percentile(fetched, 0.95), unit: 'ms' });
}
