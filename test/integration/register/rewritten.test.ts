/**
 * Issue 6: whoever holds database and keys rewrites one entry, signs everything anew and starts the gateway again. Nothing inside the
 * house can tell; the head file, a witness and an auditor's pinned head each can, alone. So can an open page: `console/forged.test.ts`.
 */
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Register } from '../../../gateway/register/register.ts';
import { compareAtStart } from '../../../gateway/witnesses/compare-at-start.ts';
import { fullDraft, type House, ORIGIN, openHouse, type Served, serveHouse } from './house.ts';
import { rewriteEntry } from './rewrite-entry.ts';
import { ownLog, realWitness, roundsOf } from './witnessed.ts';

let house: House;
let register: Register;
let served: Served;
let witness: Awaited<ReturnType<typeof realWitness>>;
let victim: string;
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  const entries = await house.append(register, ...[1, 2, 3, 4, 5].map(fullDraft));
  victim = entries[2]?.id ?? '';
  await register.sequence();
  witness = await realWitness(register.vkeys);
  await roundsOf(house, register, [witness]).round();
  served = await serveHouse(house, register);
  await served.audit({ stateFile: served.stateFile });
  await served.close();
  await rewriteEntry({ db: house.db, keys: house.keys, origin: ORIGIN, victim });
});
afterEach(async () => {
  await witness.close();
  await house.close();
});

const withoutHeadFile = async () => {
  rmSync(house.headFile);
  house.clock.time += 10_000;
  return house.open();
};

it('nothing inside tells: without the file beside it the gateway starts, and every row fits its leaf', async () => {
  register = await withoutHeadFile();
  await house.append(register, fullDraft(6));
  await register.sequence();
  expect(await register.verifyStored()).toMatchObject({ tree: [], entries: [], compared: 6 });
  served = await serveHouse(house, register);
  expect(await served.audit({ token: 'all' })).toMatchObject({ status: 'verified', key: 'first-use' });
  await served.close();
});

it('the head file does', async () => {
  await expect(house.open()).rejects.toMatchObject({
    code: 'register-behind-head',
    message: expect.stringContaining('another history'),
  });
});

it('a running gateway does, before it publishes anything more', async () => {
  await house.append(register, fullDraft(6));
  await expect(register.sequence()).rejects.toMatchObject({ code: 'register-behind-head' });
  expect(house.alarms).toMatchObject([{ code: 'register-behind-head' }]);
});

it('a witness does, at the start and whenever it is shown the next head', async () => {
  register = await withoutHeadFile();
  const settings = { asked: [{ url: witness.url, vkey: witness.vkey }], quorum: 1 };
  await expect(compareAtStart(ownLog(house), settings)).rejects.toMatchObject({ code: 'register-behind-witness' });
  await house.append(register, fullDraft(6));
  await register.sequence();
  expect(await roundsOf(house, register, [witness]).round()).toBe('halted');
  expect(register.halted()).toBe('register-behind-witness');
  expect(house.alarms.at(-1)).toMatchObject({ code: 'register-behind-witness' });
});

it('an auditor who pinned a head does, with nothing but that', async () => {
  register = await withoutHeadFile();
  served = await serveHouse(house, register);
  const report = await served.audit({ stateFile: served.stateFile });
  expect(report).toMatchObject({ status: 'failed', tree: [{ code: 'fork', known: 5n }] });
  await served.close();
});
