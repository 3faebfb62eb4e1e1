/**
 * A deciding control was pressed and held. Reads who and which case, asks whether a decision is in hand, and either lets
 * this one request go or says what comes first. Shut in every doubt.
 */
import type { PAGE, Translate } from '@duecheck/core/text';
import { isChosen, type PageRead, type ReadFault, sameRead } from '@duecheck/page';
import { ask, INVALIDATED } from '../content/ask.ts';
import { asPress } from '../content/guards.ts';
import { anchorOf, type Look, lookAt, prepare, readOf } from '../content/page.ts';
import { controlView } from '../messages/control-view.ts';
import type { DueReply, PressReply } from '../messages/to-page.ts';
import { carries, type Deciding } from './decision-request.ts';
import { type Held, isStray, type Waiting } from './held.ts';
import type { Gate } from './hold.ts';
import type { PromptBox } from './prompt.ts';

export interface PressWorld {
  readonly say: Translate<typeof PAGE>;
  readonly prompt: PromptBox;
  readonly gate: Gate;
  /** What is due in this container, as last heard. */
  dueIn(container: Element): DueReply | null;
  /** Whether the page there has changed beyond its binding. */
  isStale(container: Element): boolean;
  /** What was typed in the card that is open for this container. */
  typedIn(container: Element): Typed | null;
  /** Whether the card is open for this container: then it takes the pressed control, without a prompt. */
  cardIsOpen(container: Element): boolean;
  /** Opens the card, with this control waiting for its decision. */
  openCard(waiting: Waiting): void;
}

/** What was typed in a card, since the page does not say it; `look` compares what it does say. */
export interface Typed {
  readonly ticket: string;
  readonly look: Look;
}

/** The rules are removed by then; the worker has its own clock for it (`release-rules.ts`). */
const RELEASE_MS = 5000;
/** Where the clerk presses the page's own button. */
const BY_HAND_MS = 30_000;
/** Values change without an event; nobody reads and presses faster. */
const LOOK_MS = 250;

export interface Press {
  press(waiting: Waiting): Promise<void>;
  /** The card was wanted, and the page does not say whose. */
  cannotOpen(place: Pick<Waiting, 'step' | 'container'>, why: ReadFault['why']): void;
  /** A decision request was held back, and no control that is bound was pressed before it. */
  blocked(waiting: Waiting): void;
  /** A request that decides on several at once was held back: a receipt is for one of them. */
  several(waiting: Waiting): void;
  /** Whether the clerk was asked to press this control, and the page still shows whom it was about. */
  passes(held: Held): boolean;
  /** Whether this very decision has been let go, and is not over. */
  lets(deciding: Deciding): boolean;
  /** The page may show somebody else now. */
  look(): void;
  /** A decision request is over. @returns whether it was the one that was let go. */
  over(deciding: Deciding, status: number): boolean;
}

export function createPress(world: PressWorld): Press {
  const { say, prompt } = world;
  let pressing = false;
  let released: { waiting: Waiting; caseKey: string; look: Look; end: AbortController } | null = null;

  const tell = (waiting: Waiting, key: keyof typeof PAGE, values: Record<string, string> = {}) =>
    prompt.show({
      text: say(key, { control: labelOf(waiting), ...values }),
      act: null,
      back: say('gate.back'),
      from: placeOf(waiting),
    });

  const offer = (waiting: Waiting, key: keyof typeof PAGE, act: keyof typeof PAGE) => {
    const open = () => world.openCard(waiting);
    if (world.cardIsOpen(anchorOf(waiting))) return open();
    prompt.show({
      text: say(key, { control: labelOf(waiting) }),
      act: { label: say(act), run: open },
      back: say('gate.back'),
      from: placeOf(waiting),
    });
  };

  const end = (why: 'response' | 'pagehide' | 'changed' | 'timeout', status = 0) => {
    released?.end.abort();
    released = null;
    void ask({ type: 'gate.end', why, status }, () => null);
  };

  /** A dialog that closes after its request went shows nobody; another person in it is a change. */
  const lookAgain = () => {
    if (released?.look() === 'another') end('changed');
  };

  function go(waiting: Waiting, caseKey: string, look: Look) {
    // A release before this one has its own clock; it must not end this one.
    released?.end.abort();
    const over = new AbortController();
    released = { waiting, caseKey, look, end: over };
    addEventListener('pagehide', () => end('pagehide'), { signal: over.signal });
    const element = replayable(waiting);
    setTimeout(() => !over.signal.aborted && end('timeout'), element ? RELEASE_MS : BY_HAND_MS);
    const looking = setInterval(lookAgain, LOOK_MS);
    over.signal.addEventListener('abort', () => clearInterval(looking));
    if (element) return world.gate.replay(element);
    // What it promises ends with the release.
    over.signal.addEventListener('abort', tell(waiting, 'gate.pressNow'));
  }

  const cannotRead = (waiting: Waiting, why: ReadFault['why']): void | Promise<void> => {
    const typed = world.typedIn(anchorOf(waiting));
    if (typed) return pressTyped(waiting, typed);
    if (isStray(waiting.container)) offer(waiting, 'gate.blocked.why', 'gate.type');
    else if (why === 'masked' || why === 'no-person') offer(waiting, FAULTS[why], 'gate.type');
    else if (why !== 'invalid' && !waiting.first && world.isStale(waiting.container))
      offer(waiting, 'gate.stale', 'gate.type');
    else tell(waiting, FAULTS[why]);
  };

  async function press(waiting: Waiting): Promise<void> {
    const { binding } = waiting.step;
    if (!waiting.first && isChosen(waiting.container, waiting.control) === 'unknown')
      void ask({ type: 'page.stale', binding: binding.id, parts: ['choice'] }, () => null);
    await prepare(waiting);
    const read = readOf(waiting);
    if (!read.ok) return cannotRead(waiting, read.fault.why);
    const look = lookFor(read.read, waiting);
    const by = replayable(waiting) ? 'replay' : 'hand';
    const reply = await ask(
      { type: 'gate.press', binding: binding.id, control: waiting.control.id, by, ...read.read },
      asPress,
    );
    if (reply !== INVALIDATED && (reply === null || reply.next === 'ask'))
      return next(waiting, reply?.next === 'ask' ? reply.why : 'check');
    onward(waiting, reply, look);
  }

  async function pressTyped(waiting: Waiting, typed: Typed): Promise<void> {
    const look = stillChosen(waiting, typed.look);
    if (look() !== 'same') return void tell(waiting, 'gate.changed');
    const by = replayable(waiting) ? 'replay' : 'hand';
    const reply = await ask({ type: 'gate.go', ticket: typed.ticket, control: waiting.control.id, by }, asPress);
    if (reply !== INVALIDATED && (reply === null || reply.next === 'ask')) return world.openCard(waiting);
    onward(waiting, reply, look);
  }

  /** The answer is here; in the meantime the page may have changed. */
  function onward(waiting: Waiting, reply: typeof INVALIDATED | PressReply, look: Look): void {
    if (reply === INVALIDATED) tell(waiting, 'gate.reload');
    else if (look() !== 'same' || waiting.element?.isConnected === false) {
      if (reply.next === 'released') end('changed');
      tell(waiting, 'gate.changed');
    } else if (reply.next === 'released') go(waiting, reply.caseKey, look);
    // Nothing of it is held by the network; our own listeners have to let it by.
    else if (waiting.element) replayable(waiting) ? world.gate.replay(waiting.element) : go(waiting, '', look);
    else tell(waiting, 'gate.pressAgain');
  }

  function next(waiting: Waiting, why: 'check' | 'optional' | 'changed'): void {
    const due = world.dueIn(waiting.container);
    const optional = due?.kind === 'due' && due.due !== 'mandatory';
    offer(waiting, why === 'changed' ? 'gate.changed' : optional ? 'gate.optional' : 'gate.body', 'gate.check');
  }

  /** With a decision in hand the clerk only presses once more; nobody is looked up twice for one decision. */
  async function goOn(waiting: Waiting): Promise<void> {
    const hand = { ...waiting, element: null };
    await prepare(waiting);
    const read = readOf(waiting);
    const typed = read.ok ? null : world.typedIn(anchorOf(waiting));
    const look = read.ok ? lookFor(read.read, hand) : typed?.look;
    const [binding, control, by] = [waiting.step.binding.id, waiting.control.id, 'hand'] as const;
    const reply = read.ok
      ? await ask({ type: 'gate.press', binding, control, by, ...read.read }, asPress)
      : typed && (await ask({ type: 'gate.go', ticket: typed.ticket, control, by }, asPress));
    if (look && reply !== null && (reply === INVALIDATED || reply.next !== 'ask')) {
      const another = reply !== INVALIDATED && reply.next === 'released' && reply.caseKey !== waiting.caseKey;
      if (!another || waiting.caseKey === null) return onward(hand, reply, look);
      end('changed');
    }
    world.openCard(waiting);
  }

  async function alone(task: () => Promise<void>): Promise<void> {
    if (pressing) return;
    pressing = true;
    try {
      await task();
    } finally {
      pressing = false;
    }
  }

  return {
    press: (waiting) => alone(() => press(waiting)),
    cannotOpen({ container }, why) {
      const control = say('banner.check');
      prompt.show({
        text: say(FAULTS[why], { control }),
        act: null,
        back: say('gate.back'),
        from: container as HTMLElement,
      });
    },
    blocked(waiting) {
      if (pressing) return;
      // Asked even beside an open card: a page that sends again by itself must not be let go by that.
      prompt.show({
        text: say('gate.blocked.why', { control: labelOf(waiting) }),
        act: {
          label: say(readOf(waiting).ok ? 'gate.check' : 'gate.type'),
          run: () => void alone(() => goOn(waiting)),
        },
        back: say('gate.back'),
        from: placeOf(waiting),
      });
    },
    several: (waiting) => void tell(waiting, 'gate.several'),
    passes: (held) =>
      released !== null &&
      replayable(released.waiting) === null &&
      released.waiting.control === held.control &&
      released.waiting.container === held.container &&
      released.look() === 'same',
    lets: (deciding) => released !== null && isOf(deciding, released),
    over(deciding, status) {
      if (released === null || !isOf(deciding, released)) return false;
      const { waiting } = released;
      end('response', status);
      prompt.close();
      if (status === 0 || status >= 400) tell(waiting, 'gate.refused', { code: String(status || '—') });
      return true;
    },
    look: lookAgain,
  };
}

/**
 * A link that runs the page's own script does nothing on our click, which comes from another world. One of `void(0)` or
 * nothing has a listener that does the work.
 */
const replayable = ({ element }: Waiting): HTMLElement | null =>
  /^\s*javascript:(?!\s*(?:void\b[\s(]*0[\s)]*)?;?\s*$)/i.test(element?.closest('a')?.getAttribute('href') ?? '')
    ? null
    : element;

const lookFor = (before: PageRead, waiting: Waiting): Look => stillChosen(waiting, lookAt(before, waiting, sameRead));

/** Another choice in the form makes the press another decision. */
const stillChosen =
  ({ container, control }: Waiting, look: Look): Look =>
  () =>
    isChosen(container, control) === 'no' ? 'another' : look();

/** Another step's request may have the same effect, and this step's another case. */
const isOf = ({ step, request, caseKey }: Deciding, released: { waiting: Waiting; caseKey: string }): boolean => {
  const [{ binding }, { control }] = [released.waiting.step, released.waiting];
  return (
    step.binding.organisation === binding.organisation &&
    step.binding.decisionPoint === binding.decisionPoint &&
    carries(request, control) &&
    (caseKey === null || caseKey === released.caseKey)
  );
};
const labelOf = ({ control }: Waiting): string => controlView(control).label;
/** Where the prompt is put, and where keys go afterwards. */
const placeOf = ({ element, container }: Waiting): HTMLElement =>
  element ?? (isStray(container) ? document.body : (container as HTMLElement));

const FAULTS = {
  'no-case': 'gate.noCase',
  'no-subject': 'gate.noSubject',
  ambiguous: 'gate.ambiguous',
  masked: 'gate.masked',
  'no-person': 'gate.nobody',
  unread: 'gate.reload',
  invalid: 'gate.invalidNumber',
  over: 'gate.over',
  another: 'gate.changed',
} as const satisfies Record<ReadFault['why'], keyof typeof PAGE>;
