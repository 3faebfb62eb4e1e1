/** One batch: followed while it moves, with the list of whom to look at, and what can be done with it. */
import type { Reply } from '@duecheck/core/check';
import type { BatchAnswer, BatchDecisionRequest, BatchItem, Id, ItemClass } from '@duecheck/core/contract';
import { signal } from '@preact/signals';
import type { BatchView } from '../messages/batch.ts';
import { lookAgain } from '../pages/look-again.ts';
import { ask } from './ask.ts';
import type { Desk } from './desk.ts';
import { follow, moves } from './follow.ts';
import { HANDLED, type HandledClass, heldBackBy, type Page, type Pages } from './handling.ts';

/** A batch of ten thousand is done in a minute: nobody reads a list that changes more often. */
const LIST_EVERY_MS = 3000;
/** One that stands may be let run, or be gone on with, by somebody else; owed members are asked for again by and by. */
const REST_EVERY_MS = 10_000;

export type Run = ReturnType<typeof createRun>;

export function createRun(id: Id<'bat'>, desk: Desk) {
  const end = new AbortController();
  const sight = signal<'connecting' | 'live' | 'lost' | 'resting'>('connecting');
  /** When the state that is shown was told, by this device's clock. */
  const seenAt = signal<number | null>(null);
  const pages = signal<Pages | null>(null);
  const differences = signal<readonly BatchItem[] | null>(null);
  const busy = signal<'no' | 'yes'>('no');
  let told: BatchAnswer | null = null;
  /** What the list was fetched for: numbers by class, and how many were decided on. */
  let listed: Pick<BatchAnswer, 'counts' | 'decided'> | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const known = (): BatchView | null => desk.batches.value?.find(({ batchId }) => batchId === id) ?? null;

  function see(answer: BatchAnswer | BatchView): void {
    if (end.signal.aborted) return;
    const before = known();
    desk.put('title' in answer ? answer : { title: answer.decisionPoint, system: null, ...before, ...answer });
    told = answer;
    seenAt.value = Date.now();
    refreshList(answer);
    if (answer.rerunOf !== null && answer.state === 'done' && differences.value === null) void compare();
  }

  function watch(): void {
    sight.value = 'connecting';
    const follower = {
      state: see,
      sight: (now: 'live' | 'lost' | 'resting') => {
        sight.value = now;
      },
      failed: desk.fail,
    };
    void follow(id, follower, end.signal);
  }

  async function look(): Promise<void> {
    if (sight.value !== 'resting') return;
    const answer = desk.got(await ask({ type: 'batch.state', id }));
    if (answer === null) return;
    see(answer);
    if (moves(answer.state)) watch();
  }

  /** Fetches again what has changed: every few seconds while it moves, at once when it stands. */
  function refreshList({ counts, decided, state }: BatchAnswer): void {
    const before = listed?.decided === decided ? listed.counts : null;
    const changed = HANDLED.filter((name) => before === null || counts[name] !== before[name]);
    if (changed.length === 0 || (waiting !== undefined && moves(state))) return;
    listed = { counts, decided };
    void fetchAll(changed, counts);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = undefined;
      if (told !== null && !end.signal.aborted) refreshList(told);
    }, LIST_EVERY_MS);
  }

  async function fetchAll(classes: readonly HandledClass[], counts: BatchAnswer['counts']): Promise<void> {
    const fetched = await Promise.all(
      classes.map(async (name): Promise<[HandledClass, Page] | null> => {
        if ((counts[name] ?? 0) === 0) return [name, { items: [], next: null }];
        const page = await fetchPage(name, 0);
        return page && [name, page];
      }),
    );
    if (end.signal.aborted) return;
    // Without an answer the list is asked for once more.
    if (fetched.includes(null)) listed = null;
    pages.value = new Map([...(pages.value ?? []), ...fetched.flatMap((one) => (one ? [one] : []))]);
  }

  const fetchPage = async (name: ItemClass, after: number): Promise<Page | null> =>
    desk.got(await ask({ type: 'batch.items', id, class: name, after }));

  /** The next part of those classes at whose end the list stops. */
  async function more(): Promise<void> {
    const held = pages.value ?? new Map<HandledClass, Page>();
    for (const name of heldBackBy(held)) {
      const page = held.get(name) as Page;
      const following = await fetchPage(name, page.next ?? 0);
      if (following === null || end.signal.aborted) return;
      const whole = { items: [...page.items, ...following.items], next: following.next };
      pages.value = new Map([...(pages.value ?? []), [name, whole]]);
    }
  }

  async function compare(): Promise<void> {
    const answer = desk.got(await ask({ type: 'batch.differences', id }));
    if (answer !== null) differences.value = answer.items;
  }

  /** One act at a time. @returns the state after it, or null where it was not taken. */
  async function during(task: () => Promise<Reply<BatchView> | null | undefined>): Promise<BatchView | null> {
    if (busy.value === 'yes') return null;
    busy.value = 'yes';
    try {
      return desk.got((await task()) ?? null);
    } finally {
      busy.value = 'no';
    }
  }
  async function change(task: () => Promise<Reply<BatchView> | null | undefined>): Promise<void> {
    const batch = await during(task);
    if (batch === null) return;
    see(batch);
    if (sight.value === 'resting' && moves(batch.state)) watch();
  }

  const endResting = lookAgain(look, REST_EVERY_MS);
  watch();

  return {
    id,
    sight,
    seenAt,
    pages,
    differences,
    busy,
    more,
    act: (what: 'pause' | 'resume' | 'cancel') => change(() => ask({ type: 'batch.act', id, act: what })),
    release: (answer: 'give' | 'refuse', reason: string) =>
      change(() => ask({ type: 'batch.release', id, request: { answer, reason } })),
    decide: (request: BatchDecisionRequest) =>
      change(async () => {
        const asked = await ask({ type: 'batch.decide', id, request });
        if (asked?.reply.ok) {
          desk.reasonOf(id).value = '';
          await ask({ type: 'batch.delivered', intent: asked.intent });
        }
        return asked?.reply;
      }),
    async rerun(round: string): Promise<void> {
      const batch = await during(async () => {
        const asked = await ask({ type: 'batch.rerun', id, request: round === '' ? {} : { round } });
        if (asked?.reply.ok) await ask({ type: 'batch.delivered', intent: asked.intent });
        return asked?.reply;
      });
      if (batch === null) return;
      desk.put(batch);
      desk.show(batch.batchId);
    },
    dispose(): void {
      end.abort();
      clearTimeout(waiting);
      endResting();
    },
  };
}
