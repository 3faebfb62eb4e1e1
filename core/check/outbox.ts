/**
 * Decisions made while the gateway did not answer, and the checks they owe (DESIGN §5, PROTOCOL Outbox). An entry is
 * durable before its first attempt and goes away only after the gateway acknowledged it; its id is its Idempotency-Key,
 * so a crash between the two delivers again and means the same. A 4xx is kept and shown, never dropped.
 */
import type { Effect, Id, OutboxAnswer, OutboxRequest, ProblemCode } from '../contract/index.ts';
import { backOff, isDue } from './back-off.ts';
import type { Clock, Random, Transport } from './world.ts';

export interface Actor {
  readonly iss: string;
  readonly sub: string;
}

export interface OutboxEntry {
  readonly id: Id<'out'>;
  /** Only this account's session delivers it. */
  readonly actor: Actor;
  readonly sealed: OutboxRequest;
  /** What stays readable on this device: masks, and HMACs under a key that never leaves it. */
  readonly mask: { readonly number: string; readonly name: string } | null;
  /** Of the deferral that its request carried: the gateway may know the same debt by it. */
  readonly deferral: Id<'dfr'>;
  readonly caseMac: string;
  readonly subjectMac: string | null;
  readonly decisionPoint: string;
  readonly effect: Effect;
  readonly decidedAt: string;
  readonly attempts: number;
  /** Lease and back-off in one: nobody tries before this instant (ms). */
  readonly notBefore: number;
  readonly state: { readonly kind: 'waiting' } | { readonly kind: 'refused'; readonly code: ProblemCode };
}

/** Each call resolves when it is on disk. */
export interface OutboxStore {
  put(entry: OutboxEntry): Promise<void>;
  all(): Promise<readonly OutboxEntry[]>;
  delete(id: string): Promise<void>;
}

export interface OutboxWorld {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** Runs the task alone on this device; where another is running, after it or not at all. */
  exclusively(whenBusy: 'wait' | 'skip', task: () => Promise<void>): Promise<void>;
  /** May come twice for one entry after a crash: keep it by the entry's id. */
  delivered(entry: OutboxEntry, answer: OutboxAnswer): Promise<void>;
}

export interface Outbox {
  add(entry: Omit<OutboxEntry, 'attempts' | 'notBefore' | 'state'>): Promise<void>;
  /** Delivers what is due for this account, oldest first. Safe to call at any time. */
  drain(actor: Actor): Promise<void>;
  list(): Promise<readonly OutboxEntry[]>;
  /** Connection or session are new: what waits for its next attempt waits no longer. Refused entries stay refused. */
  hurry(): Promise<void>;
  /** Also what was refused, at somebody's wish. */
  retry(id: string): Promise<void>;
}

export function createOutbox(world: OutboxWorld): Outbox {
  const { store, clock } = world;
  const oldestFirst = async () => [...(await store.all())].sort((a, b) => (a.id < b.id ? -1 : 1));
  const draw = () => ((world.random(2)[0] as number) * 256 + (world.random(1)[0] as number)) / 65_536;

  /** What an attempt came to. A full disk cannot keep it, and must not keep what is owed from leaving: that frees it. */
  const note = (entry: OutboxEntry): Promise<void> => store.put(entry).catch(() => undefined);

  /** @returns whether the gateway answers, so that the next entry is worth trying. */
  async function deliver(entry: OutboxEntry): Promise<boolean> {
    const attempts = entry.attempts + 1;
    const tried = { ...entry, attempts, notBefore: clock.now() + backOff(attempts, draw()) };
    await note(tried);
    const reply = await world.transport.call({ route: 'outbox', body: entry.sealed, idempotencyKey: entry.id });
    if (reply.ok) {
      await world.delivered(entry, reply.answer);
      await store.delete(entry.id);
      return true;
    }
    const { failure } = reply;
    if (failure.kind !== 'problem') return false;
    if (failure.code !== 'idempotency-running')
      await note({ ...tried, state: { kind: 'refused', code: failure.code } });
    return true;
  }

  /** Alone: an entry that a drain has just delivered must not be put back. */
  const again = (which: (entry: OutboxEntry) => boolean): Promise<void> =>
    world.exclusively('wait', async () => {
      for (const entry of (await store.all()).filter(which))
        await store.put({ ...entry, notBefore: 0, state: { kind: 'waiting' } });
    });

  return {
    add: (entry) => store.put({ ...entry, attempts: 0, notBefore: 0, state: { kind: 'waiting' } }),
    list: oldestFirst,
    drain: (actor) =>
      world.exclusively('skip', async () => {
        for (const entry of await oldestFirst()) {
          const mine = entry.actor.iss === actor.iss && entry.actor.sub === actor.sub;
          if (!mine || entry.state.kind !== 'waiting' || !isDue(entry.notBefore, clock.now())) continue;
          if (!(await deliver(entry))) return;
        }
      }),
    hurry: () => again(({ state }) => state.kind === 'waiting'),
    retry: (id) => again((entry) => entry.id === id),
  };
}
