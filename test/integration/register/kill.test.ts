/** `kill -9` at every named point of the sequencer: what was acknowledged is there, what was published still stands. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { noteVerifier, openCheckpoint } from '@duecheck/core/register';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAIL_POINTS } from '../../../gateway/fail-points.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { type House, ORIGIN, openHouse } from './house.ts';
import { readLog } from './read-log.ts';

const VICTIM = resolve(import.meta.dirname, 'support/victim.ts');
const POINTS = FAIL_POINTS.filter((point) => point.startsWith('sequencer.'));

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

interface Said {
  readonly acknowledged: string[];
  readonly published: string[];
  readonly signal: NodeJS.Signals | null;
}

async function runVictim(failAt: string): Promise<Said> {
  const child = spawn(process.execPath, [VICTIM, house.url, house.dir, ORIGIN], {
    env: { ...process.env, DUECHECK_FAIL_AT: failAt },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<NodeJS.Signals | null>((done) => child.once('close', (_, signal) => done(signal)));
  const said = { acknowledged: [] as string[], published: [] as string[] };
  for await (const line of createInterface(child.stdout)) {
    const { acknowledged = [], published } = JSON.parse(line) as { acknowledged?: string[]; published?: string };
    said.acknowledged.push(...acknowledged);
    if (published !== undefined) said.published.push(published);
  }
  return { ...said, signal: await ended };
}

describe.each(POINTS)('killed at %s', (point) => {
  it.each([1, 2, 4])('for the %i. time, it loses nothing and forks nothing', async (nth) => {
    const said = await runVictim(`${point}:${nth}`);
    expect(said.signal).toBe('SIGKILL');

    house.clock.time = Date.now() + 60_000;
    const register = await house.open();
    await register.sequence();
    const log = noteVerifier(register.vkeys[0] ?? '', intl1);
    const heads = said.published.map((note) => openCheckpoint(Buffer.from(note), log));
    for (const head of [undefined, ...heads]) {
      const ids = await readLog(register, head);
      // Entries of a transaction that committed without being acknowledged may be there as well; twice, none.
      expect(new Set(ids).size).toBe(ids.length);
      expect(said.acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    }
    expect(await register.verifyStored()).toMatchObject({ tree: [], entries: [] });
  });
});
