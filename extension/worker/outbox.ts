/** The outbox on this device: IndexedDB that flushes, one drain at a time, an alarm that is never reset. */
import { createOutbox, type OutboxEntry, type OutboxStore } from '@duecheck/core/check';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { readAccount } from './account.ts';
import { clock, random } from './client.ts';
import { database } from './database.ts';
import { sessionEntries, sessionStore } from './session-store.ts';
import { showWaiting } from './toolbar.ts';
import { transport } from './transport.ts';

/** IndexedDB is `relaxed` unless told otherwise: a power cut could lose a commit (1.5 ms instead of 0.8, TOOLCHAIN). */
const STRICT = { durability: 'strict' } as const;

const store: OutboxStore = {
  async put(entry) {
    const tx = (await database()).transaction('outbox', 'readwrite', STRICT);
    await Promise.all([tx.store.put(entry), tx.done]);
  },
  all: async () => (await database()).getAll('outbox'),
  async delete(id) {
    const tx = (await database()).transaction('outbox', 'readwrite', STRICT);
    await Promise.all([tx.store.delete(id), tx.done]);
  },
};

const Delivered = z.strictObject({ id: z.string(), mask: z.string(), review: z.boolean() });
export type Delivered = z.infer<typeof Delivered>;

export const outbox = createOutbox({
  store,
  transport,
  clock,
  random,
  exclusively: (whenBusy, task) =>
    navigator.locks.request('duecheck-outbox', { ifAvailable: whenBusy === 'skip' }, (lock) =>
      lock ? task() : undefined,
    ),
  // What was found is not kept: the card shows it when the case is opened. Only that there is something to review.
  delivered: (entry, answer) =>
    sessionStore.set(deliveredKey(entry.id), {
      id: entry.id,
      mask: sayMask(entry),
      review: answer.review,
    } satisfies Delivered),
});

const deliveredKey = (id: string) => `delivered:${id}`;

/** Whether an entry of this browser's session is on disk, or was and has gone: it is told as delivered before it goes. */
export const wasKept = async (id: string): Promise<boolean> =>
  (await outbox.list()).some((entry) => entry.id === id) || (await sessionStore.get(deliveredKey(id))) !== undefined;

export const sayMask = ({ mask }: OutboxEntry): string => (mask ? `${mask.name} ${mask.number}` : '');

export async function deliveredSince(): Promise<Delivered[]> {
  return (await sessionEntries('delivered:')).flatMap(([, value]) => {
    const parsed = z.safeParse(Delivered, value);
    return parsed.success ? [parsed.data] : [];
  });
}

export const OUTBOX_ALARM = 'outbox';

/** Triggers: write, start, online, alarm, panel open. Returns when there is nothing more to do now. */
export async function drainOutbox(): Promise<void> {
  const before = await outbox.list();
  const account = await readAccount();
  if (account !== null && before.length > 0) await outbox.drain(account);
  await watch(await outbox.list());
}

async function watch(left: readonly OutboxEntry[]): Promise<void> {
  await showWaiting({ outbox: left.length });
  const waiting = left.some((entry) => entry.state.kind === 'waiting');
  // Creating an alarm again would start its clock again: with a worker that wakes often it would never ring.
  const known = await browser.alarms.get(OUTBOX_ALARM);
  if (waiting && !known) await browser.alarms.create(OUTBOX_ALARM, { periodInMinutes: 1 });
  if (!waiting && known) await browser.alarms.clear(OUTBOX_ALARM);
}
