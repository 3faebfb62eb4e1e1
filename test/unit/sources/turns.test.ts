import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../gateway/sources/turns.ts';
import { createHandTimer, settled } from './hand-timer.ts';

const FOREVER = Number.POSITIVE_INFINITY;

describe('turns at a source', () => {
  it('never bring more into any second of the platform’s than it takes, wherever on its way it counts a call', async () => {
    const call = fc.record({
      wait: fc.integer({ min: 0, max: 300 }),
      length: fc.integer({ min: 0, max: 3000 }),
      countedAfter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(call, { minLength: 1, maxLength: 80 }),
        async (perSecond, atOnce, calls) => {
          const timer = createHandTimer();
          const turns = createTurns({ perSecond, atOnce, queue: 1000 }, timer);
          const counted: number[] = [];
          for (const { wait, length, countedAfter } of calls) {
            void turns.take('batch', FOREVER).then((end) => {
              counted.push(timer.now() + length * countedAfter);
              timer.after(length, end);
            });
            await timer.advance(wait);
          }
          await timer.advance(1_000_000);
          expect(counted).toHaveLength(calls.length);
          for (const at of counted)
            expect(counted.filter((one) => one >= at && one < at + 1000).length).toBeLessThanOrEqual(perSecond);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('come close to what the source takes', async () => {
    const timer = createHandTimer();
    const turns = createTurns({ perSecond: 30, atOnce: 8, queue: 10_000 }, timer);
    let started = 0;
    for (let n = 0; n < 10_000; n++)
      void turns.take('batch', FOREVER).then((end) => {
        started += 1;
        timer.after(10, end);
      });
    await timer.advance(60_000);
    expect(started / 60).toBeGreaterThan(29);
    expect(started / 60).toBeLessThanOrEqual(30);
  });

  it('never run more at once than allowed, whoever ends when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 }),
        async (atOnce, lengths) => {
          const timer = createHandTimer();
          const turns = createTurns({ perSecond: 1000, atOnce, queue: 1000 }, timer);
          let running = 0;
          let most = 0;
          let done = 0;
          for (const length of lengths)
            void turns.take('single', FOREVER).then((end) => {
              running += 1;
              most = Math.max(most, running);
              timer.after(length, () => {
                running -= 1;
                done += 1;
                end();
              });
            });
          await timer.advance(60_000);
          expect(most).toBeLessThanOrEqual(atOnce);
          expect(done).toBe(lengths.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('let a clerk overtake a batch', async () => {
    const timer = createHandTimer();
    const turns = createTurns({ perSecond: 10, atOnce: 100, queue: 100 }, timer);
    const order: string[] = [];
    for (let n = 0; n < 5; n++) void turns.take('batch', FOREVER).then(() => order.push(`batch ${n}`));
    await settled();
    void turns.take('single', FOREVER).then(() => order.push('clerk'));
    await timer.advance(1000);
    expect(order).toEqual(['batch 0', 'clerk', 'batch 1', 'batch 2', 'batch 3', 'batch 4']);
  });

  it('are refused as busy beyond the queue, of each pace by itself', async () => {
    const timer = createHandTimer();
    const turns = createTurns({ perSecond: 10, atOnce: 1, queue: 2 }, timer);
    await turns.take('batch', FOREVER);
    void turns.take('batch', FOREVER);
    void turns.take('batch', FOREVER);
    await expect(turns.take('batch', FOREVER)).rejects.toMatchObject({ code: 'busy' });
    let clerk = false;
    void turns.take('single', FOREVER).then(() => {
      clerk = true;
    });
    await timer.advance(5000);
    // Whoever has the turn has not ended it.
    expect(clerk).toBe(false);
  });

  it('are given up after the patience, and the place in the queue with it', async () => {
    const timer = createHandTimer();
    const turns = createTurns({ perSecond: 10, atOnce: 1, queue: 1 }, timer);
    const end = await turns.take('single', FOREVER);
    const late = expect(turns.take('single', 300)).rejects.toMatchObject({ code: 'busy' });
    await timer.advance(300);
    await late;
    let next = false;
    void turns.take('single', 300).then(() => {
      next = true;
    });
    end();
    await timer.advance(200);
    expect(next).toBe(true);
    // Who has a turn keeps it, however long ago the patience would have ended.
    await timer.advance(10_000);
  });

  it('stand still for as long as the platform said that it had too many', async () => {
    const timer = createHandTimer();
    const turns = createTurns({ perSecond: 100, atOnce: 100, queue: 100 }, timer);
    let started = 0;
    for (let n = 0; n < 10; n++) void turns.take('batch', FOREVER).then(() => started++);
    await timer.advance(25);
    const before = started;
    turns.pause(1000);
    await timer.advance(999);
    expect(started).toBe(before);
    await timer.advance(200);
    expect(started).toBe(10);
  });
});
