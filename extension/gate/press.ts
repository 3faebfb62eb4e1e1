/**
 * A deciding control was pressed and held. Reads who and which case, asks whether a decision is in hand, and either lets
 * this one request go or says what comes first. Shut in every doubt.
 */
import type { Effect } from '@duecheck/core/contract';
import type { PAGE, Translate } from '@duecheck/core/text';
import { type PageRead, type Read, readPage, sameRead } from '@duecheck/page';
import { ask, INVALIDATED } from '../content/ask.ts';
import { asPress } from '../content/guards.ts';
import { controlView } from '../messages/control-view.ts';
import type { DueReply } from '../messages/to-page.ts';
import type { Held } from './held.ts';
import type { Gate } from './hold.ts';
import type { PromptBox } from './prompt.ts';

export interface PressWorld {
  readonly say: Translate<typeof PAGE>;
  readonly prompt: PromptBox;
  readonly gate: Gate;
  /** What is due in this container, as last heard. */
  dueIn(container: Element): DueReply | null;
  /** Whether the card is open for this container: then it takes the pressed control, without a prompt. */
  cardIsOpen(container: Element): boolean;
  /** Opens the card, with this control waiting for its decision. */
  openCard(held: Held): void;
}

/** The rules are removed by then; the worker has its own clock for it (`release-rules.ts`). */
const RELEASE_MS = 5000;

export interface Press {
  press(held: Held): Promise<void>;
  /** The page may show somebody else now. */
  look(): void;
  /** A decision request is over. @returns whether it was the one that was let go. */
  over(effect: Effect, status: number): boolean;
}

export function createPress(world: PressWorld): Press {
  const { say, prompt } = world;
  let pressing = false;
  let released: { held: Held; read: PageRead; end: AbortController } | null = null;

  const tell = (held: Held, key: keyof typeof PAGE, values: Record<string, string> = {}) =>
    prompt.show({
      text: say(key, { control: labelOf(held), ...values }),
      act: null,
      back: say('gate.back'),
      from: held.element,
    });

  const end = (why: 'response' | 'pagehide' | 'changed' | 'timeout', status = 0) => {
    released?.end.abort();
    released = null;
    void ask({ type: 'gate.end', why, status }, () => null);
  };

  function go(held: Held, read: PageRead) {
    // A release before this one has its own clock; it must not end this one.
    released?.end.abort();
    const over = new AbortController();
    released = { held, read, end: over };
    addEventListener('pagehide', () => end('pagehide'), { signal: over.signal });
    setTimeout(() => !over.signal.aborted && end('timeout'), RELEASE_MS);
    world.gate.replay(held.element);
  }

  async function press(held: Held): Promise<void> {
    const read = readPage(held.step.binding, held.container);
    if (!read.ok) return tell(held, FAULTS[read.fault.why]);
    const reply = await ask(
      { type: 'gate.press', binding: held.step.binding.id, control: held.control.id, ...read.read },
      asPress,
    );
    if (reply === INVALIDATED) return tell(held, 'gate.reload');
    if (reply === null || reply.next === 'ask') return next(held, reply?.why ?? 'check');
    const again = readPage(held.step.binding, held.container);
    if (!isSame(read.read, again) || !held.element.isConnected) {
      if (reply.next === 'released') end('changed');
      return tell(held, 'gate.changed');
    }
    if (reply.next === 'replay') world.gate.replay(held.element);
    else go(held, read.read);
  }

  function next(held: Held, why: 'check' | 'optional' | 'changed'): void {
    const open = () => world.openCard(held);
    if (world.cardIsOpen(held.container)) {
      open();
      return;
    }
    const due = world.dueIn(held.container);
    const optional = due?.kind === 'due' && due.due !== 'mandatory';
    const key = why === 'changed' ? 'gate.changed' : optional ? 'gate.optional' : 'gate.body';
    prompt.show({
      text: say(key, { control: labelOf(held) }),
      act: { label: say('gate.check'), run: open },
      back: say('gate.back'),
      from: held.element,
    });
  }

  return {
    async press(held) {
      if (pressing) return;
      pressing = true;
      try {
        await press(held);
      } finally {
        pressing = false;
      }
    },
    over(effect, status) {
      if (released?.held.control.effect !== effect) return false;
      const { held } = released;
      end('response', status);
      if (status === 0 || status >= 400) tell(held, 'gate.refused', { code: String(status || '—') });
      return true;
    },
    look() {
      if (!released) return;
      const { held, read } = released;
      const now = held.container.isConnected ? readPage(held.step.binding, held.container) : null;
      // A dialog that closes after its request went shows nobody; another person in it is a change.
      if (now?.ok && !sameRead(now.read, read)) end('changed');
    },
  };
}

const isSame = (before: PageRead, after: Read): boolean => after.ok && sameRead(before, after.read);
const labelOf = (held: Held): string => controlView(held.control).label;

const FAULTS = {
  'no-case': 'gate.noCase',
  'no-subject': 'gate.noSubject',
  ambiguous: 'gate.ambiguous',
  invalid: 'gate.invalidNumber',
} as const satisfies Record<string, keyof typeof PAGE>;
