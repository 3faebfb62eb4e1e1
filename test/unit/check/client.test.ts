import { createCheckClient } from '@duecheck/core/check';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Crash, device, fuse, keepingGateway, NEVER, outage, problem, worker } from './support/world.ts';

const REQUEST = {
  decisionPoint: 'civil-service-hiring',
  case: { key: '412', label: 'RL-2026-0412', part: '1' },
  subject: { kind: 'resident-id', number: '330899189001010010', name: '张三' },
  origin: 'http://hiring.localhost:8080',
} as const;

describe('one wish, one check', () => {
  it('is kept by the gateway once, whichever await kills the worker, however many workers it takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(12), { maxLength: 4 }),
        fc.array(
          fc.constantFrom('answer' as const, 'lost' as const, outage('network'), problem('idempotency-running', 409)),
          {
            maxLength: 6,
          },
        ),
        async (deaths, script) => {
          const phone = device();
          const gateway = keepingGateway((_, nth) => script[nth] ?? 'answer');
          const seen: unknown[] = [];
          for (const death of [...deaths, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER]) {
            const client = createCheckClient(worker(phone, gateway.transport, fuse(death)));
            const asked = await client.check(REQUEST).catch((error: unknown) => {
              if (error instanceof Crash) return undefined;
              throw error;
            });
            if (!asked?.reply.ok) continue;
            seen.push(asked.reply.answer.checkId);
            break;
          }
          expect(gateway.kept.size).toBe(1);
          expect(seen).toEqual([...gateway.kept.values()]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('has its key on the device before the first byte goes out', async () => {
    const phone = device();
    const transport = {
      async call() {
        expect(phone.kept.size).toBe(1);
        return outage('deadline');
      },
    };
    await createCheckClient(worker(phone, transport as never)).check(REQUEST);
    expect(phone.kept.size).toBe(1);
  });

  it('keeps neither the number nor the name beside the key', async () => {
    const phone = device();
    const gateway = keepingGateway(() => 'answer');
    await createCheckClient(worker(phone, gateway.transport)).check(REQUEST);
    expect(JSON.stringify([...phone.kept])).not.toMatch(/330899|张三|checkId/);
  });

  it('is sent once when two parts of the card ask at the same time', async () => {
    const gateway = keepingGateway(() => 'answer');
    const client = createCheckClient(worker(device(), gateway.transport));
    const [a, b] = await Promise.all([client.check(REQUEST), client.check({ ...REQUEST })]);
    expect(a).toEqual(b);
    expect(gateway.kept.size).toBe(1);
  });
});

describe('a new wish', () => {
  const ask = async (between: (client: ReturnType<typeof createCheckClient>, intent: string) => Promise<void>) => {
    const phone = device();
    const gateway = keepingGateway(() => 'answer');
    const client = createCheckClient(worker(phone, gateway.transport));
    const first = await client.check(REQUEST);
    await between(client, first.intent);
    return { phone, gateway, client };
  };

  it('is the same question after its answer was shown', async () => {
    const { client, gateway } = await ask((c, intent) => c.delivered(intent));
    await client.check(REQUEST);
    expect(gateway.kept.size).toBe(2);
  });

  it('is the re-check before an adverse decision takes effect', async () => {
    const { client, gateway } = await ask(async () => {});
    await client.check(REQUEST, 'dec_1');
    expect(gateway.kept.size).toBe(2);
  });

  it('is the same question ten minutes later', async () => {
    const { client, gateway, phone } = await ask(async () => {});
    phone.now += 10 * 60_000;
    await client.check(REQUEST);
    expect(gateway.kept.size).toBe(2);
  });

  it('is the question after a problem was answered', async () => {
    const keys: unknown[] = [];
    const transport = {
      async call(call: { idempotencyKey?: string }) {
        keys.push(call.idempotencyKey);
        return problem('subject-mismatch', 409);
      },
    };
    const client = createCheckClient(worker(device(), transport as never));
    await client.check(REQUEST);
    await client.check(REQUEST);
    expect(new Set(keys).size).toBe(2);
  });
});

describe('what is no answer', () => {
  const replyTo = async (script: Parameters<typeof keepingGateway>[0]) => {
    const gateway = keepingGateway(script);
    const { reply } = await createCheckClient(worker(device(), gateway.transport)).check(REQUEST);
    return { reply, calls: gateway.calls };
  };

  it('is an outage after five seconds of "still running"', async () => {
    const { reply } = await replyTo(() => problem('idempotency-running', 409));
    expect(reply).toEqual({ ok: false, failure: { kind: 'outage', cause: 'deadline' } });
  });

  it('asks once more where the connection broke at once, and not where the deadline passed', async () => {
    expect((await replyTo((_, nth) => (nth === 0 ? outage('network') : 'answer'))).reply.ok).toBe(true);
    expect(await replyTo(() => outage('deadline'))).toMatchObject({ calls: 1, reply: { ok: false } });
  });

  it('shows a 4xx and does not repeat it', async () => {
    expect(await replyTo(() => problem('subject-mismatch', 409))).toMatchObject({
      calls: 1,
      reply: { failure: { code: 'subject-mismatch' } },
    });
  });
});
