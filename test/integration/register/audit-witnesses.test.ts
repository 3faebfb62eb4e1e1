/** Issue 6: an audit counts cosignatures by itself, and says when the quorum is missing. */
import {
  formatSignatureLine,
  formatVkey,
  NOTE_COSIGNATURE,
  noteKeyId,
  parseNote,
  parseVkey,
} from '@duecheck/core/register';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printReport } from '../../../gateway/cli/audit/print-report.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { loopbackFetch } from '../../../gateway/loopback-fetch.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { signerFor } from '../../unit/register/logs.ts';
import { bareDraft, type House, ORIGIN, openHouse, type Served, serveHouse } from './house.ts';
import { type Rounds, realWitness, roundsOf } from './witnessed.ts';

type Running = Awaited<ReturnType<typeof realWitness>>;
let house: House;
let register: Register;
let one: Running;
let two: Running;
let rounds: Rounds;
let served: Served;
const grow = async (n: number) => {
  await house.append(register, ...Array.from({ length: n }, bareDraft));
  await register.sequence();
};
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  one = await realWitness(register.vkeys);
  two = await realWitness(register.vkeys, { name: 'two.example' });
  rounds = roundsOf(house, register, [one, two], 2);
  served = await serveHouse(house, register, rounds.settings);
  await grow(5);
  await rounds.round();
});
afterEach(async () => {
  await served.close();
  await one.close();
  await two.close();
  await house.close();
});

/** Asks a gateway that changes one answer on its way. */
const changing = (path: string, change: (text: string) => string | undefined) =>
  (async (input: string, init?: object) => {
    const answer = await loopbackFetch(input, init);
    if (!input.endsWith(path) || answer.status !== 200) return answer;
    const text = change(await answer.text());
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text);
  }) as unknown as typeof fetch;
/** No patience: neither with a head that was just published, nor with a witness that sleeps. */
const NOW = { witnessWaitMs: 0, witnessLagMs: 0 };
const failuresOf = async (options: Parameters<Served['audit']>[0] = {}) =>
  (await served.audit({ ...NOW, ...options })).witnesses?.failures;

it('verifies the cosignatures of a quorum, pins their keys, and names who cosigned', async () => {
  const { stateFile } = served;
  const first = await served.audit({ stateFile });
  expect(first).toMatchObject({
    status: 'verified',
    witnesses: { key: 'first-use', quorum: 2, of: 2, size: 5n, cosigned: ['one.example', 'two.example'] },
  });
  expect(printReport(first)).toContain(
    'witness  2 of 2 cosigned, 2 needed: one.example, two.example; a head of size 5; their keys were taken from the log itself at this first use',
  );
  await grow(300);
  await rounds.round();
  expect(await served.audit({ stateFile })).toMatchObject({
    status: 'verified',
    witnesses: { key: 'pinned', size: 305n },
  });
});

it('waits for the cosignatures of a head that was just published', async () => {
  await grow(1);
  const auditing = served.audit({ witnessWaitMs: 10_000 });
  await new Promise((done) => setTimeout(done, 300));
  await rounds.round();
  expect(await auditing).toMatchObject({ status: 'verified', witnesses: { size: 6n } });
});

it('takes a cosigned head that has outrun the one under audit, where it extends that', async () => {
  const before = await (await served.get('/register/checkpoint')).text();
  await grow(400);
  await rounds.round();
  const fetch = changing('/register/2026/1/checkpoint', () => before);
  expect(await served.audit({ ...NOW, fetch })).toMatchObject({
    status: 'verified',
    size: 5n,
    witnesses: { size: 405n },
  });
});

describe('a missing quorum', () => {
  it('is said of the entries that came after the last cosigned head', async () => {
    await two.close();
    await grow(3);
    await rounds.round();
    const report = await served.audit(NOW);
    expect(report).toMatchObject({ status: 'failed', tree: [] });
    const since = '2026-11-23T04:00:00.000Z';
    expect(report.witnesses?.failures).toEqual([{ code: 'quorum-behind', first: 5n, last: 7n, since }]);
    expect(printReport(report).at(-2)).toBe(
      `FAILED   quorum missing for entries 5 to 7 since ${since}: no cosigned head is as new`,
    );
    two = await realWitness(register.vkeys, two);
  });

  it('is said where nothing cosigned is served, and where a witness was left out', async () => {
    expect(await failuresOf({ fetch: changing('/cosigned', () => undefined) })).toEqual([
      { code: 'quorum-missing', valid: 0, needed: 2 },
    ]);
    const without = (note: string) => note.replace(/— two.example .*\n/, '');
    expect(await failuresOf({ fetch: changing('/cosigned', without) })).toEqual([
      { code: 'quorum-missing', valid: 1, needed: 2 },
    ]);
  });

  it('is said to an auditor who knows other witnesses than the gateway names', async () => {
    const stranger = signerFor('three.example', 9, 4).vkey;
    const witnesses = { vkeys: [one.vkey, stranger], quorum: 2 };
    expect(await failuresOf({ witnesses })).toEqual([{ code: 'quorum-missing', valid: 1, needed: 2 }]);
    expect(await failuresOf({ witnesses: { ...witnesses, quorum: 1 } })).toEqual([]);
  });

  it('is said where the gateway names fewer than were pinned', async () => {
    const { stateFile } = served;
    await served.audit({ stateFile });
    const fetch = changing('/witnesses', () => 'quorum 0\n');
    const gone = changing('/cosigned', () => undefined);
    expect(await served.audit({ ...NOW, stateFile, fetch })).toMatchObject({ witnesses: { key: 'pinned', quorum: 2 } });
    expect(await failuresOf({ stateFile, fetch: gone })).toEqual([{ code: 'quorum-missing', valid: 0, needed: 2 }]);
  });
});

describe('a witness that sleeps', () => {
  it('fails no audit that has its quorum, and is told', async () => {
    await two.close();
    await grow(3);
    await rounds.round();
    const lenient = await serveHouse(house, register, { ...rounds.settings, quorum: 1 });
    const report = await lenient.audit(NOW);
    expect(report).toMatchObject({
      status: 'verified',
      witnesses: { cosigned: ['one.example'], warnings: [{ code: 'witness-silent', witness: 'two.example' }] },
    });
    expect(printReport(report)).toContain('warning  witness two.example has not cosigned the newest cosigned head');
    await lenient.close();
    two = await realWitness(register.vkeys, two);
  });

  it('leaves entries without a quorum for as long as the policy says, told as a warning', async () => {
    await two.close();
    await grow(3);
    await rounds.round();
    const waited = (hours: number) => ({ now: () => house.clock.time + hours * 3_600_000, witnessWaitMs: 0 });
    const night = await served.audit(waited(12));
    expect(night).toMatchObject({ status: 'verified', witnesses: { size: 5n, failures: [] } });
    expect(night.witnesses?.warnings).toContainEqual(expect.objectContaining({ code: 'quorum-behind', first: 5n }));
    expect(printReport(night).join('\n')).toMatch(/^warning {2}entries 5 to 7 since .* wait for their witnesses/m);
    expect(await served.audit(waited(25))).toMatchObject({ status: 'failed' });
    expect(await served.audit({ ...waited(12), witnessLagMs: 11 * 3_600_000 })).toMatchObject({ status: 'failed' });
    two = await realWitness(register.vkeys, two);
  });
});

it('counts no cosignature whose time lies ahead, or before entries that it covers', async () => {
  const at = (hours: number) => ({ now: () => house.clock.time + hours * 3_600_000, witnessWaitMs: 0 });
  const early = await served.audit(at(-1));
  expect(early.witnesses).toMatchObject({
    cosigned: [],
    failures: [{ code: 'quorum-missing', valid: 0 }],
    warnings: [
      { code: 'cosignature-time', witness: 'one.example', why: 'ahead' },
      { code: 'cosignature-time', witness: 'two.example', why: 'ahead' },
    ],
  });
  // Entries of an hour later, under a witness whose clock stands still.
  house.clock.time += 3_600_000;
  await grow(1);
  await rounds.round();
  const late = await served.audit(at(0));
  expect(late.witnesses?.warnings).toContainEqual({
    ...{ code: 'cosignature-time', witness: 'one.example', why: 'before-its-entries' },
    at: '2026-11-23T04:00:00.000Z',
  });
  expect(late.status).toBe('failed');
});

it('names the witness whose line does not verify, and counts the others', async () => {
  const flipped = (note: string) => {
    const { signatures } = parseNote(Buffer.from(note));
    const line = signatures.find(({ name }) => name === 'two.example');
    if (line === undefined) throw new Error('no line of two.example');
    const signature = line.signature.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
    return note.replace(formatSignatureLine(line), formatSignatureLine({ ...line, signature }));
  };
  const report = await served.audit({ fetch: changing('/cosigned', flipped) });
  expect(report.witnesses).toMatchObject({
    cosigned: ['one.example'],
    failures: [
      { code: 'cosignature-bad', witness: 'two.example' },
      { code: 'quorum-missing', valid: 1 },
    ],
  });
});

it('sees a log that shows its witnesses one history and the auditor another', async () => {
  const honest = await (await served.get('/register/cosigned')).text();
  await grow(2);
  await rounds.round();
  // The operator writes the log anew under the same key; the witnesses' head stays what they cosigned.
  const { rows } = await sql<{ entry: string }>`select entry from register_place order by seq desc`.execute(house.db);
  for (const table of ['register_place', 'register_tile', 'register_head'])
    await sql.raw(`delete from ${table}`).execute(house.db);
  for (const { entry } of rows.slice(0, 6))
    await sql`insert into register_pending (entry, appended_at) values (${entry}, now())`.execute(house.db);
  house.clock.time += 60_000;
  const other = await house.open({ headFile: `${house.headFile}-hidden`, origin: ORIGIN });
  await other.sequence();
  const second = await serveHouse(house, other, rounds.settings);
  const fetch = changing('/cosigned', () => honest);
  expect((await second.audit({ ...NOW, fetch })).witnesses?.failures).toContainEqual({
    code: 'cosigned-fork',
    size: 5n,
  });
  await second.close();
});

it('counts no log that names its own key as a witness, nor one key under two names', async () => {
  const [log = ''] = register.vkeys;
  await expect(served.audit({ witnesses: { vkeys: [log], quorum: 1 } })).rejects.toMatchObject({
    code: 'unknown-key-type',
  });
  const { publicKey } = parseVkey(log, intl1);
  const id = noteKeyId('myself.example', NOTE_COSIGNATURE, publicKey, intl1);
  const myself = formatVkey({ name: 'myself.example', id, type: NOTE_COSIGNATURE, publicKey });
  await expect(served.audit({ witnesses: { vkeys: [myself], quorum: 1 } })).rejects.toMatchObject({
    code: 'ambiguous-key',
  });
  const twice = signerFor('one.example', 9, 4).vkey;
  const again = signerFor('another.example', 9, 4).vkey;
  await expect(served.audit({ witnesses: { vkeys: [twice, again], quorum: 2 } })).rejects.toMatchObject({
    code: 'ambiguous-key',
  });
});

it.each(['', 'quorum two\n', 'quorum 2\nonly-one\n', 'quorum 0\nunused\n', '<html>'])(
  'believes no list of witnesses that is none: %j',
  async (text) => {
    await expect(served.audit({ fetch: changing('/witnesses', () => text) })).rejects.toMatchObject({
      code: 'bad-witness-list',
    });
  },
);
