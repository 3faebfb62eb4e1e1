/** DESIGN §4: a log a year. New year loses no entry, doubles none, and forks none, whenever whose clock turns. */
import { fromBase64, fromBase64Url } from '@duecheck/core/bytes';
import { noteVerifier, openCommitment, parseLeaf, verifyProof } from '@duecheck/core/register';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { publicOpening } from '../../../gateway/register/append-public.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { newestCosigned } from '../../../gateway/witnesses/cosignatures.ts';
import { createLogRounds } from '../../../gateway/witnesses/log-rounds.ts';
import { bareDraft, type House, ORIGIN, openHouse, serveHouse } from './house.ts';
import { appended, idsOf, readLogs } from './logs.ts';
import { tree } from './read-log.ts';
import { realWitness } from './witnessed.ts';

/** Midnight in Quzhou. */
const NEW_YEAR = Date.UTC(2026, 11, 31, 16);
const NEXT = 'gateway.test/register/2027/1';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const some = (n: number) => Array.from({ length: n }, bareDraft);
/** Another gateway, whose clock is off by so many milliseconds. */
const gateway = (by: number): Promise<Register> =>
  house.open({ headFile: `${house.headFile}${by}`, clock: { now: () => house.clock.time + by } });
const logs = async (register: Register) => readLogs(register, house.db);

it('ends the old log with an entry that says so and begins the next with one that names its last head', async () => {
  const register = await house.open();
  house.clock.time = NEW_YEAR - 1000;
  const old = idsOf(await house.append(register, ...some(300)));
  await register.sequence();
  const last = idsOf(await house.append(register, ...some(3)));
  house.clock.time = NEW_YEAR;
  const first = idsOf(await house.append(register, ...some(2)));
  await register.sequence();

  const [before, after] = await logs(register);
  expect(before).toMatchObject({ origin: ORIGIN, state: 'ended', size: 304n });
  expect(before?.entries.map(({ id }) => id)).toEqual([...old, ...last, before?.ended]);
  expect(before?.entries.at(-1)?.type).toBe('shard.ended');
  expect(after).toMatchObject({ origin: NEXT, state: 'open', size: 3n });
  expect(after?.entries.map(({ id }) => id)).toEqual([after?.opened, ...first]);
  expect(after?.entries[0]?.type).toBe('shard.opened');
  expect([register.origin, register.head().origin]).toEqual([NEXT, NEXT]);

  const subjectKeys = createSubjectKeys({ keys: house.keys, suite: intl1, random: (n) => new Uint8Array(n) });
  const opening = await publicOpening({ db: house.db, subjectKeys, suite: intl1 }, after?.opened ?? '');
  if (opening === undefined) throw new Error('no opening');
  const { previous } = opening.request.observed as { previous: { origin: string; size: number; root: string } };
  expect(previous).toMatchObject({ origin: ORIGIN, size: 304 });
  expect(fromBase64(previous.root)).toEqual(new Uint8Array(before?.root ?? []));
  const { leaf } = await house.db
    .selectFrom('register_entry')
    .select('leaf')
    .where('id', '=', after?.opened ?? '')
    .executeTakeFirstOrThrow();
  const salt = fromBase64Url(opening.salt ?? '');
  expect(openCommitment(parseLeaf(leaf), 'request', opening.request, salt, intl1)).toBe(true);
  expect(openCommitment(parseLeaf(leaf), 'request', { ...opening.request, round: '1' }, salt, intl1)).toBe(false);
});

it('proves and serves what the old log has under the address that its name is', async () => {
  const register = await house.open();
  const [entry] = await house.append(register, ...some(2));
  await register.sequence();
  const head = register.head();
  house.clock.time = NEW_YEAR + 1;
  await register.sequence();
  const served = await serveHouse(house, register);
  const get = async (path: string) => (await served.get(path)).text();

  expect(await get('/register/checkpoint')).toBe(register.head().checkpoint);
  expect(await get('/register/2027/1/checkpoint')).toBe(register.head().checkpoint);
  const ended = await get('/register/2026/1/checkpoint');
  expect(ended).toMatch(/^gateway\.test\/register\/2026\/1\n3\n/);
  expect((await served.get('/register/2025/1/checkpoint')).status).toBe(404);
  expect(await get('/register/2026/1/vkey')).toMatch(/^gateway\.test\/register\/2026\/1\+/);
  const proof = await get(`/register/entry/${entry?.id}/proof`);
  const log = noteVerifier((await get('/register/2026/1/vkey')).trim(), intl1);
  expect(verifyProof(proof, entry?.leafHash ?? new Uint8Array(), { log, tree })).toMatchObject({ size: 3n });
  const rows = await (await served.get(`/v1/register/entries?origin=${ORIGIN}`, 'all')).json();
  expect(rows).toMatchObject({ origin: ORIGIN, entries: [{ index: 0, entry: entry?.id }, {}, {}] });
  expect(await (await served.get('/register/logs')).json()).toMatchObject({
    logs: [
      { origin: ORIGIN, state: 'ended', size: 3, checkpoint: ended },
      { origin: NEXT, state: 'open', size: 1 },
    ],
  });
  expect(head.size).toBe(2n);
  await served.close();
});

it('lets entries of a gateway whose clock is ahead wait for their year', async () => {
  const [punctual, ahead] = [await gateway(0), await gateway(5000)];
  house.clock.time = NEW_YEAR - 4000;
  const early = idsOf(await house.append(ahead, ...some(2)));
  const late = idsOf(await house.append(punctual, ...some(2)));
  await punctual.sequence();
  expect(appended(await logs(punctual))).toEqual(late);
  expect(punctual.lagSeconds()).toBe(0);
  house.clock.time = NEW_YEAR;
  await punctual.sequence();
  const [, after] = await logs(punctual);
  expect(after?.entries.map(({ id }) => id)).toEqual([after?.opened, ...early]);
});

it('goes on in the new log with a clock that was set back', async () => {
  const register = await house.open();
  house.clock.time = NEW_YEAR;
  await register.sequence();
  house.clock.time = NEW_YEAR - 86_400_000;
  const ids = idsOf(await house.append(register, ...some(2)));
  // A lease that was taken in a time to come is waited out, as any that somebody left behind.
  await house.db.deleteFrom('lease').execute();
  await register.sequence();
  expect((await logs(register)).map(({ origin }) => origin)).toEqual([ORIGIN, NEXT]);
  expect(appended(await logs(register))).toEqual(ids);
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), by: fc.nat(2), n: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('pass' as const), by: fc.nat(2), n: fc.integer({ min: 100, max: 4000 }) }),
  fc.record({ kind: fc.constant('race' as const), by: fc.nat(2), n: fc.constant(0) }),
);

it('holds each entry once, whichever gateway turns first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const other = await openHouse();
      try {
        other.clock.time = NEW_YEAR - 5000;
        const gateways = await Promise.all(
          [-3000, 0, 2500].map((by) =>
            other.open({ headFile: `${other.headFile}${by}`, clock: { now: () => other.clock.time + by } }),
          ),
        );
        const committed: string[] = [];
        for (const { kind, by, n } of steps) {
          const one = gateways[by] as Register;
          if (kind === 'append') committed.push(...idsOf(await other.append(one, ...some(n))));
          if (kind === 'pass') {
            other.clock.time += n;
            await one.sequence();
          }
          if (kind === 'race') {
            await other.db.deleteFrom('lease').execute();
            await Promise.all(gateways.map((each) => each.sequence()));
          }
        }
        other.clock.time = NEW_YEAR + 20_000;
        for (const each of gateways) await each.sequence();
        const read = await readLogs(gateways[1] as Register, other.db);
        expect(read.map(({ origin }) => origin)).toEqual([ORIGIN, NEXT]);
        expect(appended(read).sort()).toEqual(committed.toSorted());
        expect(read[0]?.entries.filter(({ type }) => type === 'shard.ended')).toHaveLength(1);
        expect(read[1]?.entries.filter(({ type }) => type === 'shard.opened')).toHaveLength(1);
      } finally {
        await other.close();
      }
    }),
    { numRuns: 8 },
  );
});

it('has witnesses cosign how the old log ended, and the new one under the same key', async () => {
  const register = await house.open();
  await house.append(register, ...some(2));
  await register.sequence();
  const witness = await realWitness(register.vkeys);
  const settings = { asked: [{ url: witness.url, vkey: witness.vkey }], quorum: 1 };
  const { round } = createLogRounds({
    ...house,
    suite: intl1,
    register,
    settings,
    onAlarm: (a) => house.alarms.push(a),
  });
  await round();
  house.clock.time = NEW_YEAR;
  await register.sequence();
  await round();
  await round();
  expect((await newestCosigned(house.db, ORIGIN, settings))?.size).toBe(3n);
  expect((await newestCosigned(house.db, NEXT, settings))?.size).toBe(1n);
  expect(house.alarms).toEqual([]);
  await witness.close();
});
