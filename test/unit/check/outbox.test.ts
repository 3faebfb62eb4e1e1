import { createOutbox, type OutboxEntry } from '@duecheck/core/check';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Crash, type Device, device, fuse, keepingGateway, NEVER, outage, problem, worker } from './support/world.ts';

const CLERK = { iss: 'https://id.example', sub: 'li-min' };
const DAY = 86_400_000;

const entry = (n: number, sub = CLERK.sub) =>
  ({
    id: `out_0192f0c8-0000-7000-8000-00000000000${n}`,
    actor: { ...CLERK, sub },
    sealed: { id: `out_0192f0c8-0000-7000-8000-00000000000${n}`, kid: 'k', epk: {}, iv: '', ciphertext: 'c' },
    mask: { number: '330*************10', name: '张*' },
    deferral: `dfr_0192f0c8-0000-7000-8000-00000000000${n}`,
    caseMac: 'm',
    subjectMac: 'm',
    decisionPoint: 'civil-service-hiring',
    effect: 'favourable',
    decidedAt: '2026-11-24T01:00:00.000Z',
  }) as unknown as Omit<OutboxEntry, 'attempts' | 'notBefore' | 'state'>;

/** Entries, deliveries and the lock live on the device; the worker that uses them may die at any await. */
function outboxOn(
  on: Device & { delivered?: string[] },
  transport: Parameters<typeof worker>[1],
  wire: ReturnType<typeof fuse>,
) {
  const world = worker(on, transport, wire);
  const box = (on.kept.get('box') ?? new Map()) as Map<string, OutboxEntry>;
  on.kept.set('box', box);
  on.delivered ??= [];
  return createOutbox({
    clock: world.clock,
    random: world.random,
    transport: world.transport,
    exclusively: (_, task) => task(),
    store: {
      put: (e) => wire.guard(() => void box.set(e.id, structuredClone(e))),
      all: () => wire.guard(() => [...box.values()].map((e) => structuredClone(e))),
      delete: (id) => wire.guard(() => void box.delete(id)),
    },
    delivered: (e) => wire.guard(() => void on.delivered?.push(e.id)),
  });
}

const survive = (task: Promise<unknown>) =>
  task.catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
  });

describe('the outbox', () => {
  it('delivers each entry in one meaning, whichever await kills whichever worker, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(30), { maxLength: 5 }),
        fc.array(
          fc.constantFrom('answer' as const, 'lost' as const, outage('network'), problem('idempotency-running', 409)),
          {
            maxLength: 8,
          },
        ),
        async (entries, deaths, script) => {
          const phone: Device & { delivered?: string[] } = device();
          const gateway = keepingGateway((_, nth) => script[nth] ?? 'answer');
          const accepted: string[] = [];
          const first = outboxOn(phone, gateway.transport, fuse(deaths[0] ?? NEVER));
          for (let n = 1; n <= entries; n++) await survive(first.add(entry(n)).then(() => accepted.push(entry(n).id)));
          for (const death of [...deaths, ...Array.from({ length: 12 }, () => NEVER)]) {
            await survive(outboxOn(phone, gateway.transport, fuse(death)).drain(CLERK));
            phone.now += DAY;
          }
          const box = phone.kept.get('box') as Map<string, unknown>;
          expect(box.size).toBe(0);
          // Whatever the clerk was told is kept was delivered; an add that died may have been kept too.
          expect([...gateway.kept.keys()]).toEqual(expect.arrayContaining(accepted));
          expect(new Set(phone.delivered).size).toBe(gateway.kept.size);
          expect(gateway.kept.size).toBeLessThanOrEqual(entries);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keeps and shows what the gateway refuses, and tries it again only when asked', async () => {
    const phone = device();
    const gateway = keepingGateway((_, nth) => (nth === 0 ? problem('deferral-invalid', 422) : 'answer'));
    const outbox = outboxOn(phone, gateway.transport, fuse(NEVER));
    await outbox.add(entry(1));
    await outbox.drain(CLERK);
    expect(await outbox.list()).toMatchObject([{ state: { kind: 'refused', code: 'deferral-invalid' } }]);
    phone.now += DAY;
    await outbox.drain(CLERK);
    expect(gateway.calls).toBe(1);
    await outbox.retry(entry(1).id);
    await outbox.drain(CLERK);
    expect(await outbox.list()).toEqual([]);
  });

  it('leaves another account’s entries alone', async () => {
    const gateway = keepingGateway(() => 'answer');
    const outbox = outboxOn(device(), gateway.transport, fuse(NEVER));
    await outbox.add(entry(1, 'zhou'));
    await outbox.drain(CLERK);
    expect(gateway.calls).toBe(0);
    expect(await outbox.list()).toHaveLength(1);
  });

  it('asks a silent gateway for one entry, not for all', async () => {
    const gateway = keepingGateway(() => outage('deadline'));
    const outbox = outboxOn(device(), gateway.transport, fuse(NEVER));
    for (const n of [1, 2, 3]) await outbox.add(entry(n));
    await outbox.drain(CLERK);
    expect(gateway.calls).toBe(1);
  });

  it('waits no longer where the session is new, but leaves what was refused', async () => {
    const phone = device();
    const gateway = keepingGateway((_, nth) => [problem('deferral-invalid', 422), outage('network')][nth] ?? 'answer');
    const outbox = outboxOn(phone, gateway.transport, fuse(NEVER));
    for (const n of [1, 2]) await outbox.add(entry(n));
    await outbox.drain(CLERK);
    await outbox.hurry();
    await outbox.drain(CLERK);
    expect(await outbox.list()).toMatchObject([{ id: entry(1).id, state: { kind: 'refused' } }]);
  });

  it('delivers also from a device whose disk is full, which keeps no attempt', async () => {
    const phone = device();
    const gateway = keepingGateway((_, nth) => (nth === 0 ? outage('network') : 'answer'));
    await outboxOn(phone, gateway.transport, fuse(NEVER)).add(entry(1));
    const box = phone.kept.get('box') as Map<string, OutboxEntry>;
    box.set = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const outbox = outboxOn(phone, gateway.transport, fuse(NEVER));
    await outbox.drain(CLERK);
    expect(await outbox.list()).toHaveLength(1);
    await outbox.drain(CLERK);
    expect(await outbox.list()).toEqual([]);
  });

  it('waits for no instant that only a clock a day ahead could have named', async () => {
    const phone = device();
    const gateway = keepingGateway((_, nth) => (nth === 0 ? outage('network') : 'answer'));
    const outbox = outboxOn(phone, gateway.transport, fuse(NEVER));
    await outbox.add(entry(1));
    phone.now += DAY;
    await outbox.drain(CLERK);
    phone.now -= DAY;
    await outbox.drain(CLERK);
    expect(await outbox.list()).toEqual([]);
  });

  it('waits longer each time, and never less than the lease', async () => {
    const phone = device();
    const gateway = keepingGateway(() => outage('deadline'));
    const outbox = outboxOn(phone, gateway.transport, fuse(NEVER));
    await outbox.add(entry(1));
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      await outbox.drain(CLERK);
      const kept = (await outbox.list())[0] as OutboxEntry;
      waits.push(kept.notBefore - phone.now);
      await outbox.drain(CLERK);
      expect(gateway.calls).toBe(n + 1);
      phone.now = kept.notBefore;
    }
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(15_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(900_000);
    expect(waits.at(-1)).toBeGreaterThan(waits[0] as number);
  });
});
