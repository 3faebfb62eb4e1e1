/** Issue 6: a witness that lies, equivocates, sleeps or returns garbage stops nothing and is told apart. */
import { toBase64 } from '@duecheck/core/bytes';
import { cosign, formatNote, formatSignatureLine, parseNote } from '@duecheck/core/register';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Register } from '../../../gateway/register/register.ts';
import { witnessAlerts } from '../../../gateway/witnesses/alerts.ts';
import { compareAtStart } from '../../../gateway/witnesses/compare-at-start.ts';
import { newestCosigned } from '../../../gateway/witnesses/cosignatures.ts';
import { readStandings } from '../../../gateway/witnesses/standing.ts';
import { signerFor } from '../../unit/register/logs.ts';
import { bareDraft, type House, ORIGIN, openHouse } from './house.ts';
import { ownLog, type Rounds, realWitness, roundsOf, SCRIPTED, type Script, scriptedWitness } from './witnessed.ts';

let house: House;
let register: Register;
let liar: Awaited<ReturnType<typeof scriptedWitness>>;
let rounds: Rounds;
const grow = async (n: number) => {
  await house.append(register, ...Array.from({ length: n }, bareDraft));
  await register.sequence();
};
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  liar = await scriptedWitness();
  rounds = roundsOf(house, register, [liar]);
  await grow(5);
});
afterEach(async () => {
  await liar.close();
  await house.close();
});

/** An hour on: nothing rests any more. */
const round = () => {
  house.clock.time += 3_600_000;
  return rounds.round();
};
const codes = () => rounds.alarms.map(({ code }) => code).filter((code) => code !== 'witness-lag');
const noteIn = (body: string) => body.slice(body.indexOf('\n\n') + 2);
const lineFor = async (note: string, by = SCRIPTED.signer) =>
  formatSignatureLine(await cosign(parseNote(Buffer.from(note)).text, 1_790_000_000n, by));
/** Signs something of the note that it is sent, and shows no head. */
const signs =
  (line: (note: string) => Promise<string>): Script =>
  async ({ body }) =>
    body === '' ? { status: 404 } : { status: 200, body: await line(noteIn(body)) };
const honest = signs(lineFor);
const size = (body: string) => ({ status: 409, headers: { 'content-type': 'text/x.tlog.size' }, body });
const shows =
  (answer: ReturnType<typeof size> | { status: number }, note: string): Script =>
  ({ path }) =>
    path.startsWith('/checkpoint') ? { status: 200, body: note } : answer;

const WAYS: readonly { what: string; code: string; script: Script }[] = [
  { what: 'words', code: 'witness-garbage', script: () => ({ status: 200, body: 'hello' }) },
  { what: 'nothing', code: 'witness-garbage', script: () => ({ status: 200 }) },
  { what: 'another page', code: 'witness-garbage', script: () => ({ status: 302, headers: { location: '/other' } }) },
  { what: 'no text', code: 'witness-garbage', script: () => ({ status: 200, body: '\u2014 liar.example !!\n' }) },
  { what: 'no end', code: 'witness-garbage', script: () => 'flood' },
  { what: 'a size that is none', code: 'witness-garbage', script: () => size('five\n') },
  {
    what: 'a line of somebody else',
    code: 'witness-garbage',
    script: signs((note) => lineFor(note, signerFor('x.example', 8).signer)),
  },
  { what: 'that it does not know the log', code: 'witness-refuses', script: () => ({ status: 404 }) },
  { what: 'that the key is wrong', code: 'witness-refuses', script: () => ({ status: 403 }) },
  { what: 'that it is ill', code: 'witness-unreachable', script: () => ({ status: 503 }) },
  {
    what: 'a cosignature of another head',
    code: 'witness-bad-cosignature',
    script: signs((note) => lineFor(note.replace(/\n\d+\n/, '\n4\n'))),
  },
  {
    what: 'a signature over more than the head',
    code: 'witness-bad-cosignature',
    script: signs(async (note) => formatNote('more\n', [await cosign(`${note}more\n`, 1n, SCRIPTED.signer)])),
  },
  { what: 'a size that it cannot show', code: 'witness-unproven-claim', script: () => size('1000000\n') },
  { what: 'that it saw another log', code: 'witness-unproven-claim', script: () => ({ status: 422 }) },
];

describe.each(WAYS)('a witness that says $what', ({ code, script }) => {
  it(`is ${code}; the log goes on, and so does a start`, async () => {
    liar.says(script);
    expect(await round()).toBe('went-on');
    expect(codes()).toEqual([code]);
    const told = await witnessAlerts({ ...house, register, witnesses: rounds.settings });
    expect(told.map((alert) => alert.code)).toEqual(code === 'witness-unreachable' ? [] : [code]);
    await grow(3);
    expect(register.head().size).toBe(8n);
    await round();
    expect(codes(), 'told once').toEqual([code]);
    expect(await newestCosigned(house.db, ORIGIN, rounds.settings)).toBeUndefined();
    await compareAtStart(ownLog(house), rounds.settings);

    liar.says(honest);
    await round();
    expect((await newestCosigned(house.db, ORIGIN, rounds.settings))?.size).toBe(8n);
    expect((await readStandings(house.db, ORIGIN)).get(liar.vkey)).toMatchObject({ fault: null, behindSince: null });
  });
});

describe('a witness that contradicts itself', () => {
  beforeEach(async () => {
    liar.says(honest);
    await round();
    await grow(3);
  });

  it.each([
    { what: 'forgot what it cosigned', script: (() => size('0\n')) as Script },
    { what: 'denies what extends it', script: (() => ({ status: 422 })) as Script },
    { what: 'denies it in the later words', script: (() => size('5\n')) as Script },
  ])('is told apart where it $what', async ({ script }) => {
    liar.says(script);
    expect(await round()).toBe('went-on');
    expect(codes()).toEqual(['witness-contradicts-itself']);
    expect((await newestCosigned(house.db, ORIGIN, rounds.settings))?.size).toBe(5n);
    await grow(1);
    expect(register.head().size).toBe(9n);
  });

  it('is told apart where it claims more than the head of ours that it shows', async () => {
    liar.says(shows(size('1000000\n'), register.head().checkpoint));
    expect(await round()).toBe('went-on');
    expect(codes()).toEqual(['witness-contradicts-itself']);
  });

  it('cannot pass a head off as ours', async () => {
    const forged = register.head().checkpoint.replace('\n8\n', '\n800\n');
    const stranger = `${ORIGIN}\n800\n${toBase64(new Uint8Array(32))}\n`;
    const by = signerFor(ORIGIN, 3).signer;
    const signed = formatNote(stranger, [{ ...by, signature: await by.sign(Buffer.from(stranger)) }]);
    for (const note of [forged, signed]) {
      liar.says(shows(size('800\n'), note));
      expect(await round()).toBe('went-on');
      await compareAtStart(ownLog(house), rounds.settings);
    }
    expect(codes()).toEqual(['witness-unproven-claim']);
    await grow(1);
  });
});

it('waits for one that hangs no longer than its deadline, and holds up no other', async () => {
  const good = await realWitness(register.vkeys);
  rounds = roundsOf(house, register, [liar, good]);
  liar.says(() => 'hang');
  const began = performance.now();
  const going = round();
  await expect
    .poll(async () => (await newestCosigned(house.db, ORIGIN, rounds.settings))?.size, { timeout: 3000 })
    .toBe(5n);
  await going;
  expect(performance.now() - began).toBeLessThan(9000);
  expect(codes()).toEqual(['witness-unreachable']);
  await good.close();
});

it('asks one that failed again after a second, then two, then four', async () => {
  liar.says(() => ({ status: 503 }));
  for (let second = 0; second < 16; second++) {
    house.clock.time += 1000;
    await rounds.round();
  }
  expect(liar.asked).toHaveLength(5);
});

it('says once that one sleeps for more than ten minutes, counted from before a restart', async () => {
  liar.says(() => ({ status: 503 }));
  await rounds.round();
  house.clock.time += 9 * 60_000;
  await rounds.round();
  expect(rounds.alarms.map(({ code }) => code)).toEqual(['witness-unreachable']);
  rounds = roundsOf(house, register, [liar]);
  house.clock.time += 61_000;
  await rounds.round();
  await rounds.round();
  expect(rounds.alarms).toMatchObject([{ code: 'witness-lag', witness: 'liar.example' }]);
});

it('asks nobody anew where the head has not moved', async () => {
  liar.says(honest);
  await round();
  await round();
  expect(liar.asked).toEqual(['POST /add-checkpoint']);
});
