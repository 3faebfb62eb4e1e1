/** The page's state: who is signed in, which batches there are, which one is open. */
import type { Failure, Reply } from '@duecheck/core/check';
import { type Id, idSchema, type ProblemCode } from '@duecheck/core/contract';
import { BATCH, type Translate, translator } from '@duecheck/core/text';
import { computed, type Signal, signal } from '@preact/signals';
import type { BatchChoice, BatchSetup, BatchView } from '../messages/batch.ts';
import { ask } from './ask.ts';
import { milestone } from './milestones.ts';

/** What is open: the form for a new one, or one of them. In the address too, so that a tab that is opened again shows it. */
export type Open = 'new' | Id<'bat'>;

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(first: BatchSetup) {
  const setup = signal(first);
  const say: Translate<typeof BATCH> = translator(BATCH, first.language);
  const batches = signal<readonly BatchView[] | null>(null);
  const choices = signal<readonly BatchChoice[] | null>(null);
  const open = signal<Open>(openIn(location.hash));
  const signing = signal<'no' | 'window' | 'failed'>('no');
  /** `lost`: the gateway does not answer; what is shown is of before. */
  const sight = signal<'fresh' | 'lost'>('fresh');
  const problem = signal<{ readonly code: ProblemCode; readonly requestId: string } | null>(null);
  const network = signal<'there' | 'none'>(navigator.onLine ? 'there' : 'none');
  addEventListener('online', () => (network.value = 'there'));
  addEventListener('offline', () => (network.value = 'none'));
  /** The one live region: milestones and what a key has done. */
  const said = signal('');

  /** Reasons while they are typed, by batch: looking at another one loses none. */
  const reasons = new Map<string, Signal<string>>();
  function reasonOf(id: Id<'bat'>): Signal<string> {
    const known = reasons.get(id) ?? signal('');
    reasons.set(id, known);
    return known;
  }

  function fail(failure: Failure): void {
    if (failure.kind === 'signed-out') setup.value = { ...setup.value, signedIn: false };
    else if (failure.kind === 'outage') sight.value = 'lost';
    else problem.value = { code: failure.code, requestId: failure.requestId };
  }

  /** Every answer comes through here, so that each failure is shown in its one place. */
  function got<T>(reply: Reply<T> | null): T | null {
    if (reply === null) sight.value = 'lost';
    else if (!reply.ok) fail(reply.failure);
    else {
      sight.value = 'fresh';
      problem.value = null;
    }
    return reply?.ok ? reply.answer : null;
  }

  /** States that came while a list was on its way are newer than what it says. */
  let newer = new Map<string, BatchView>();

  async function load(): Promise<void> {
    const since = new Map<string, BatchView>();
    newer = since;
    const [list, steps] = await Promise.all([ask({ type: 'batch.list' }), ask({ type: 'batch.choices' })]);
    const known = got(steps) ?? choices.value;
    const answer = got(list);
    choices.value = known;
    if (answer === null) return;
    const missing = [...since.values()].filter((one) => !answer.some(({ batchId }) => batchId === one.batchId));
    batches.value = [...missing, ...answer.map((batch) => withWords(since.get(batch.batchId), batch))];
    // Whoever comes back wants to see what runs.
    const running = answer.find(({ mine, state }) => mine && (state === 'running' || state === 'deciding'));
    if (open.value === 'new' && running && location.hash === '') show(running.batchId);
  }

  /** As told last of each, whichever view was open. */
  const told = new Map<string, BatchView>();
  /** Puts a newer state into the list, and announces what of it is worth that. */
  function put(batch: BatchView): void {
    const words = milestone(told.get(batch.batchId) ?? null, batch, say);
    if (words !== '') said.value = words;
    told.set(batch.batchId, batch);
    newer.set(batch.batchId, batch);
    const others = (batches.value ?? []).filter(({ batchId }) => batchId !== batch.batchId);
    const at = (batches.value ?? []).findIndex(({ batchId }) => batchId === batch.batchId);
    batches.value = at < 0 ? [batch, ...others] : [...others.slice(0, at), batch, ...others.slice(at)];
  }

  function show(what: Open): void {
    open.value = what;
    problem.value = null;
    history.replaceState(null, '', `#${what}`);
  }

  async function signIn(): Promise<void> {
    signing.value = 'window';
    const result = await ask({ type: 'batch.signIn' });
    signing.value = result === 'signed-in' ? 'no' : 'failed';
    const again = result === 'signed-in' ? await ask({ type: 'batch.setup' }) : null;
    if (again === null) return;
    setup.value = again;
    await load();
  }

  return {
    setup,
    say,
    batches,
    choices,
    open,
    signing,
    sight,
    problem,
    network,
    said,
    reasonOf,
    current: computed(() => batches.value?.find(({ batchId }) => batchId === open.value) ?? null),
    fail,
    got,
    load,
    put,
    show,
    signIn,
  };
}

/** Titles and addresses come with the list alone; the rest is the later word. */
const withWords = (later: BatchView | undefined, { title, system, ...listed }: BatchView): BatchView => ({
  ...(later ?? listed),
  title,
  system,
});

function openIn(hash: string): Open {
  const id = idSchema('bat').safeParse(hash.slice(1));
  return id.success ? id.data : 'new';
}
