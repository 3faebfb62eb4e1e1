/** DESIGN §8.4: append-only, over random batches, rollbacks, crashes and rival sequencers. */
import { noteVerifier, verifyProof } from '@duecheck/core/register';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { swapHead } from '../../../gateway/register/head.ts';
import { bareDraft, fullDraft, type House, ORIGIN, openHouse } from './house.ts';
import { readLog, tree } from './read-log.ts';

const houses: House[] = [];
const house = async () => {
  houses.push(await openHouse());
  return houses.at(-1) as House;
};
afterEach(async () => {
  for (const opened of houses.splice(0)) await opened.close();
});

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('append' as const), n: fc.integer({ min: 1, max: 300 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('roll-back' as const), n: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sequence' as const), n: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), n: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('race' as const), n: fc.integer({ min: 2, max: 3 }) }) },
);

describe('the log', () => {
  it('holds each committed entry once, in one order that only grows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const at = await house();
        let register = await at.open();
        const committed: string[] = [];
        const heads = [register.head()];
        for (const { kind, n } of steps) {
          const drafts = Array.from({ length: n }, bareDraft);
          if (kind === 'append') committed.push(...(await at.append(register, ...drafts)).map((entry) => entry.id));
          if (kind === 'roll-back')
            await at.db
              .transaction()
              .execute(async (trx) => {
                await register.append(trx, drafts);
                throw new Error('rolled back');
              })
              .catch(() => undefined);
          if (kind === 'sequence') await register.sequence();
          // A process that ends leaves its lease behind; the next one waits it out.
          if (kind === 'restart') [register, at.clock.time] = [await at.open(), at.clock.time + 10_000];
          if (kind === 'race') {
            const rivals = await Promise.all(
              Array.from({ length: n }, (_, i) => at.open({ headFile: `${at.headFile}-${i}` })),
            );
            await Promise.all([register, ...rivals].map((rival) => rival.sequence()));
          }
          heads.push(register.head());
        }
        at.clock.time += 10_000;
        const last = await at.open();
        await last.sequence();
        for (const head of heads) expect((await readLog(last, head)).sort()).toEqual(committed.toSorted());
        expect(last.lagSeconds()).toBe(0);
        await at.close();
        houses.pop();
      }),
      { numRuns: 12 },
    );
  });

  it('keeps the order in which one process appended', async () => {
    const at = await house();
    const register = await at.open();
    const ids = [];
    for (let i = 0; i < 20; i++) ids.push(...(await at.append(register, bareDraft(), bareDraft())).map((e) => e.id));
    await register.sequence();
    expect(await readLog(register)).toEqual(ids);
  });

  it('never forks when two sequencers believe to hold the lease', async () => {
    const at = await house();
    const [a, b] = [await at.open(), await at.open({ headFile: `${at.headFile}-b` })];
    for (let round = 0; round < 15; round++) {
      await at.append(a, ...Array.from({ length: 40 }, bareDraft));
      // As a paused holder that wakes late, or a clock that runs ahead.
      await at.db.deleteFrom('lease').execute();
      await Promise.all([a.sequence(), b.sequence()]);
    }
    at.clock.time += 10_000;
    await a.sequence();
    await b.sequence();
    expect(a.head()).toEqual(b.head());
    expect(await readLog(a)).toHaveLength(600);
  });
});

it('lets one head follow a head, and no second', async () => {
  const at = await house();
  const head = (await at.open()).head();
  const swap = (byte: number) =>
    at.db
      .transaction()
      .execute((trx) => swapHead(trx, head, { ...head, size: 1n, root: new Uint8Array(32).fill(byte) }));
  expect((await Promise.all([swap(1), swap(2), swap(3)])).filter(Boolean)).toHaveLength(1);
  expect(await swap(4)).toBe(false);
});

describe('an entry', () => {
  it('is proved under the published head, and pending before', async () => {
    const at = await house();
    const register = await at.open();
    const [entry] = await at.append(register, fullDraft(1), ...Array.from({ length: 300 }, bareDraft));
    expect(await register.proof(entry?.id ?? '')).toEqual({ status: 'pending' });
    await register.sequence();
    const proof = await register.proof(entry?.id ?? '');
    if (proof.status !== 'proved' || entry === undefined) throw new Error('no proof');
    const log = noteVerifier(register.vkeys[0] ?? '', intl1);
    expect(verifyProof(proof.text, entry.leafHash, { log, tree })).toMatchObject({ origin: ORIGIN, size: 301n });
    const other = tree.leaf(new Uint8Array([1]));
    expect(() => verifyProof(proof.text, other, { log, tree })).toThrow(
      expect.objectContaining({ code: 'not-included' }),
    );
    expect(await register.proof('ent_unknown')).toEqual({ status: 'unknown' });
  });

  it('that was changed before it was sequenced stays out, is named, and holds back no other', async () => {
    const at = await house();
    const register = await at.open();
    const [bad, gone, ...good] = await at.append(register, ...Array.from({ length: 6 }, bareDraft));
    const { leaf } = await at.db
      .selectFrom('register_entry')
      .select('leaf')
      .where('id', '=', bad?.id ?? '')
      .executeTakeFirstOrThrow();
    leaf[20] = (leaf[20] as number) ^ 1;
    await at.db
      .updateTable('register_entry')
      .set({ leaf })
      .where('id', '=', bad?.id ?? '')
      .execute();
    await at.db
      .deleteFrom('register_entry')
      .where('id', '=', gone?.id ?? '')
      .execute();
    await register.sequence();
    expect(await readLog(register)).toEqual(good.map((entry) => entry.id));
    expect(at.alarms).toEqual([
      { code: 'entry-altered', entry: bad?.id },
      { code: 'entry-missing', entry: gone?.id },
    ]);
    at.clock.time += 61_000;
    expect(register.lagSeconds()).toBe(61);
  });
});

describe('the lag', () => {
  it('is that of the oldest entry that waits, and grows while nobody sequences', async () => {
    const at = await house();
    const register = await at.open();
    expect(register.lagSeconds()).toBe(0);
    await at.append(register, bareDraft());
    at.clock.time += 90_000;
    expect(register.lagSeconds()).toBe(90);
    expect((await at.open({ headFile: `${at.headFile}-2` })).lagSeconds()).toBe(90);
    await register.sequence();
    expect(register.lagSeconds()).toBe(0);
  });

  it('is told by a gateway that does not sequence itself', async () => {
    const at = await house();
    const [holder, other] = [await at.open(), await at.open({ headFile: `${at.headFile}-2` })];
    await holder.sequence();
    await at.append(other, bareDraft());
    await other.sequence();
    expect(other.head().size).toBe(0n);
    await holder.sequence();
    await other.sequence();
    expect(other.head()).toEqual(holder.head());
    expect(other.head().size).toBe(1n);
  });
});

it('sequences and publishes by itself, and gives its lease back at the end', async () => {
  const at = await house();
  const register = await at.open();
  register.start();
  const [entry] = await at.append(register, bareDraft());
  while ((await register.proof(entry?.id ?? '')).status === 'pending')
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await register.proof(entry?.id ?? '')).status).toBe('proved');
  await register.stop();
  expect(await at.db.selectFrom('lease').selectAll().execute()).toEqual([]);
});
