/** `kill -9` before every statement of appending, sequencing and turning the year: nothing acknowledged or published is lost. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { noteVerifier, openCheckpoint } from '@duecheck/core/register';
import { expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { type House, ORIGIN, openHouse } from './house.ts';
import { appended, readLogs } from './logs.ts';
import { readLog } from './read-log.ts';

const VICTIM = resolve(import.meta.dirname, 'support/statement-victim.ts');
/** Processes at a time: they wait for the database more than they work. */
const AT_ONCE = 4;
const NEW_YEAR = Date.UTC(2027, 0, 1);

interface Said {
  readonly acknowledged: string[];
  readonly published: { readonly origin: string; readonly checkpoint: string }[];
  readonly statements: number | undefined;
}

async function runVictim({ url, dir, clock }: House, killAt: number): Promise<Said> {
  const child = spawn(
    process.execPath,
    [VICTIM, url, dir, String(killAt), ORIGIN, String(clock.time), String(NEW_YEAR)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said: Said = { acknowledged: [], published: [], statements: undefined };
  let statements: number | undefined;
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text) as {
      acknowledged?: string[];
      published?: Said['published'][number];
      statements?: number;
    };
    said.acknowledged.push(...(line.acknowledged ?? []));
    if (line.published !== undefined) said.published.push(line.published);
    statements ??= line.statements;
  }
  return { ...said, statements };
}

/** @returns whether the victim was killed */
async function killedAt(n: number): Promise<boolean> {
  const house = await openHouse();
  try {
    const said = await runVictim(house, n);
    house.clock.time = NEW_YEAR + 60_000;
    const register = await house.open();
    await register.sequence();
    const logs = await readLogs(register, house.db);
    const ids = appended(logs);
    // Entries of a transaction that committed without being acknowledged may be there as well; twice, none.
    expect(new Set(ids).size, `statement ${n}`).toBe(ids.length);
    expect(
      said.acknowledged.filter((id) => !ids.includes(id)),
      `statement ${n}`,
    ).toEqual([]);
    for (const { origin, checkpoint } of said.published) {
      const log = logs.find((one) => one.origin === origin);
      if (log === undefined) throw new Error(`${origin} is gone`);
      const head = openCheckpoint(Buffer.from(checkpoint), noteVerifier(log.vkeys[0] ?? '', intl1));
      await readLog({ head: () => log, fetchTile: log.fetchTile }, head);
    }
    expect(logs.map(({ state }) => state)).toEqual(['ended', 'open']);
    for (const { origin } of logs) expect(await register.verifyStored(origin)).toMatchObject({ tree: [], entries: [] });
    return said.statements === undefined;
  } finally {
    await house.close();
  }
}

it('at each of them', { timeout: 300_000 }, async () => {
  let first = 1;
  for (;;) {
    const killed = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => killedAt(first + i)));
    if (!killed.every(Boolean)) break;
    first += AT_ONCE;
  }
  expect(first).toBeGreaterThan(30);
});
