/** What content scripts ask. Origin, tab and frame come from the browser, never from the message. */
import type { Binding, Control } from '@duecheck/core/binding';
import { isFresh } from '@duecheck/core/check';
import { inLanguage, PAGE, wordsIn } from '@duecheck/core/text';
import { type NumberRead, readNumber } from '@duecheck/page';
import tokens from '@duecheck/ui/tokens.css?inline';
import styles from '../../content/surface.css?inline';
import { controlOf, controlView } from '../../messages/control-view.ts';
import type {
  CardReply,
  CaseRead,
  DueReply,
  FromPage,
  PageSetup,
  PressReply,
  RowStanding,
} from '../../messages/index.ts';
import { type Armed, disarm, readArmed, subjectDigest } from '../armed.ts';
import { cardAddress } from '../card-address.ts';
import { client } from '../client.ts';
import { inLanes } from '../in-lanes.ts';
import { readList } from '../lists.ts';
import { bindingAt, coverage } from '../origins.ts';
import { readOwn } from '../own-settings.ts';
import { prepareOrganisation } from '../prepare-organisation.ts';
import { release, withdraw } from '../release-rules.ts';
import { noteSeen, seenIn } from '../seen.ts';
import { sessionStore } from '../session-store.ts';
import { readLanguage } from '../settings.ts';
import { dropShown, noteShown, readShown } from '../shown.ts';
import { noteFits, noteStale } from '../stale.ts';
import { toCards } from '../tell-pages.ts';
import {
  dropTicket,
  dropUnfilled,
  readTicket,
  readUnfilled,
  type Ticket,
  writeTicket,
  writeUnfilled,
} from '../tickets.ts';

/** Questions about rows at a time: those of the form on screen are not to wait behind them. */
const LANES = 4;

export interface Frame {
  readonly origin: string;
  readonly tabId: number;
  readonly frameId: number;
}
type Of<T extends FromPage['type']> = Extract<FromPage, { type: T }>;

export const page = {
  async 'page.hello'(_: Of<'page.hello'>, { origin, tabId, frameId }: Frame): Promise<PageSetup | null> {
    await dropShown({ tabId, frameId });
    const { covered } = await coverage();
    const bound = covered.filter((binding) => binding.origin === origin);
    if (bound.length === 0) return null;
    const language = await readLanguage();
    const rows = (await readList('catalogue'))?.list.decisionPoints ?? [];
    const titleOf = (id: string) => rows.find((row) => row.id === id)?.title;
    return {
      ...((await readOwn()).bare.includes(origin) ? { bare: true as const } : {}),
      language,
      words: wordsIn(PAGE, language),
      styles: tokens + styles,
      steps: bound.map((binding) => ({
        binding,
        title: inLanguage(titleOf(binding.decisionPoint) ?? binding.title, language),
      })),
    };
  },

  async 'page.due'(message: Of<'page.due'>, frame: Frame): Promise<DueReply> {
    const shown = { ...frame, binding: message.binding, case: message.case, matter: message.matter };
    const before = await readShown(shown);
    const same = before?.case?.key === message.case?.key && before?.case?.part === message.case?.part;
    await noteShown({ ...shown, due: same ? (before?.due ?? null) : null });
    const due = await askDue(message, frame.origin);
    await noteShown({ ...shown, due });
    return due;
  },

  async 'page.rows'({ binding, rows }: Of<'page.rows'>, { origin }: Frame): Promise<readonly RowStanding[]> {
    return inLanes(LANES, rows, async ({ case: at, matter }) => {
      const reply = await askDue({ type: 'page.due', binding, case: at, matter }, origin);
      return reply.kind === 'due' && reply.due !== 'forbidden' ? reply.standing : null;
    });
  },

  async 'page.number'({ text, kind }: Of<'page.number'>): Promise<NumberRead> {
    return readNumber(text, kind);
  },

  async 'page.seen'({ binding, key, number, name }: Of<'page.seen'>, { origin, tabId }: Frame): Promise<null> {
    if ((await bindingAt(origin, binding))?.record) await noteSeen({ tabId, binding, key, number, name });
    return null;
  },

  async 'page.person'({ binding, key }: Of<'page.person'>, { origin, tabId }: Frame) {
    return (await bindingAt(origin, binding))?.record ? seenIn({ tabId, binding, key }) : null;
  },

  async 'page.left'({ binding }: Of<'page.left'>, { tabId, frameId }: Frame): Promise<null> {
    await dropShown({ tabId, frameId, binding });
    return null;
  },

  async 'gate.press'(message: Of<'gate.press'>, frame: Frame): Promise<PressReply> {
    const binding = await bindingAt(frame.origin, message.binding);
    const control = binding && controlOf(binding, message.control);
    // The list or the clerk took this step away under an open page: its block is gone, and nobody is to be held by us.
    if (!binding && (await readList('bindings')) !== null) return { next: 'replay' };
    if (!binding || !control) return { next: 'ask', why: 'check' };
    const armed = await readArmed(binding, message.case, control.effect);
    if (!armed) return { next: 'ask', why: 'check' };
    if (armed.subject !== subjectDigest(message.subject)) return { next: 'ask', why: 'changed' };
    return letGo({ binding, control, at: message.case, armed, frame, by: message.by });
  },

  async 'gate.go'(message: Of<'gate.go'>, frame: Frame): Promise<PressReply> {
    const ticket = await readTicket(message.ticket);
    if (!ticket?.typed || !isOf(frame, ticket)) return { next: 'ask', why: 'check' };
    const binding = await bindingAt(frame.origin, ticket.binding);
    const control = binding && controlOf(binding, message.control);
    const armed = control && (await readArmed(binding, ticket.case, control.effect));
    if (!armed || armed.subject !== subjectDigest(ticket.subject)) return { next: 'ask', why: 'check' };
    return letGo({ binding, control, at: ticket.case, armed, frame, by: message.by });
  },

  async 'gate.end'(message: Of<'gate.end'>, frame: Frame): Promise<null> {
    const released = await releasedBy(frame);
    await withdraw(released?.rules ?? []);
    await sessionStore.delete(releasedKey(frame));
    // A host's own 500 does not burn the receipt: `authorize` keeps it for the same request for ten minutes.
    if (released && message.why === 'response' && message.status >= 200 && message.status < 400) await forget(released);
    return null;
  },

  async 'card.open'(message: Of<'card.open'>, frame: Frame): Promise<CardReply | null> {
    const binding = await bindingAt(frame.origin, message.binding);
    if (!binding) return null;
    await noteFits(binding, ['case', 'number', 'name']);
    const control = controlOf(binding, message.control);
    const open = message.ticket === null ? null : await readTicket(message.ticket);
    const same =
      open?.tabId === frame.tabId &&
      open.binding === binding.id &&
      open.case.key === message.case.key &&
      open.case.part === message.case.part &&
      subjectDigest(open.subject) === subjectDigest(message.subject);
    if (open && same) {
      await writeTicket({ ...open, control: message.control });
      if (control) await toCards({ type: 'card.control', ticket: open.id, control: controlView(control) });
      return { ticket: open.id, url: cardAddress(open.id) };
    }
    if (open?.tabId === frame.tabId) await dropTicket(open.id);
    const id = crypto.randomUUID();
    await writeTicket({
      id,
      binding: binding.id,
      origin: frame.origin,
      tabId: frame.tabId,
      frameId: frame.frameId,
      control: message.control,
      case: message.case,
      subject: message.subject,
      matter: message.matter,
      intro: message.intro,
    });
    return { ticket: id, url: cardAddress(id) };
  },

  async 'card.ask'(message: Of<'card.ask'>, frame: Frame): Promise<CardReply | null> {
    const binding = await bindingAt(frame.origin, message.binding);
    if (!binding) return null;
    const { control, parts, matter, why } = message;
    const known = message.ticket === null ? null : await readTicket(message.ticket);
    if (known?.typed && isOf(frame, known) && known.binding === binding.id && fits(known, parts)) {
      await writeTicket({ ...known, control });
      const pressed = controlOf(binding, control);
      if (pressed) await toCards({ type: 'card.control', ticket: known.id, control: controlView(pressed) });
      return { ticket: known.id, url: cardAddress(known.id) };
    }
    if (known && isOf(frame, known)) await dropTicket(known.id);
    const open = message.ticket === null ? null : await readUnfilled(message.ticket);
    // The card shows what the page said when it opened: for anything else there is another card.
    const same = open?.binding === binding.id && JSON.stringify(open.parts) === JSON.stringify(parts);
    const goesOn = open && isOf(frame, open) && same ? open.id : null;
    if (open && isOf(frame, open) && !same) await dropUnfilled(open.id);
    const id = goesOn ?? crypto.randomUUID();
    const { origin, tabId, frameId } = frame;
    await writeUnfilled({ id, binding: binding.id, origin, tabId, frameId, control, parts, matter, why });
    return { ticket: id, url: cardAddress(id) };
  },

  async 'card.gone'(message: Of<'card.gone'>, { tabId }: Frame): Promise<null> {
    if ((await readTicket(message.ticket))?.tabId === tabId) await dropTicket(message.ticket);
    if ((await readUnfilled(message.ticket))?.tabId === tabId) await dropUnfilled(message.ticket);
    return null;
  },

  async 'page.stale'(message: Of<'page.stale'>, { origin }: Frame): Promise<null> {
    const binding = await bindingAt(origin, message.binding);
    if (binding) await noteStale(binding, message.parts);
    return null;
  },
} satisfies { [T in FromPage['type']]: (message: Of<T>, frame: Frame) => Promise<unknown> };

const isOf = (frame: Frame, ticket: Pick<Ticket, 'tabId' | 'frameId' | 'origin'>): boolean =>
  ticket.tabId === frame.tabId && ticket.frameId === frame.frameId && ticket.origin === frame.origin;

/** Whether what was typed for this card, and what the page says now, are of the same case and person. */
const fits = ({ case: at, subject }: Ticket, { case: now, number, name }: Of<'card.ask'>['parts']): boolean =>
  (now === null || (now.key === at.key && now.part === at.part)) &&
  (number === null || number.number === subject.number) &&
  (name === null || name === subject.name);

interface Going {
  readonly binding: Binding;
  readonly control: Control;
  readonly at: CaseRead;
  readonly armed: Armed;
  readonly frame: Frame;
  readonly by: 'replay' | 'hand';
}

/** One decision is in hand: its request may go, of this tab and this case alone. */
async function letGo({ binding, control, at, armed, frame, by }: Going): Promise<PressReply> {
  if (by === 'replay') await noteFits(binding, ['request']);
  // By hand a request waits already, whatever the control that it is known by.
  if (control.acts === 'opens' && !control.confirm && by === 'replay') return { next: 'replay' };
  const { effect } = control;
  const what = { binding, effect, caseKey: at.key, tabId: frame.tabId, header: armed.header, value: armed.value, by };
  const rules = await release(what, (await releasedBy(frame))?.rules);
  const { organisation, decisionPoint } = binding;
  const released: Released = { organisation, decisionPoint, case: at, effect, rules };
  await sessionStore.set(releasedKey(frame), released);
  return { next: 'released', caseKey: at.key };
}

interface Released {
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly case: CaseRead;
  readonly effect: Parameters<typeof disarm>[2];
  /** Of the browser's session rules. */
  readonly rules: readonly number[];
}
const releasedKey = ({ tabId, frameId }: Frame): string => `released:${tabId}:${frameId}`;
const releasedBy = async (frame: Frame): Promise<Released | undefined> =>
  (await sessionStore.get(releasedKey(frame))) as Released | undefined;

const forget = (released: Released): Promise<void> => disarm(released, released.case, released.effect);

async function askDue(message: Of<'page.due'>, origin: string): Promise<DueReply> {
  const binding = await bindingAt(origin, message.binding);
  if (!binding) return { kind: 'problem', code: 'origin-unbound' };
  const reply = await client.due({
    decisionPoint: binding.decisionPoint,
    origin,
    ...(message.case ? { case: { key: message.case.key, part: message.case.part } } : {}),
    ...(message.matter ? { matter: message.matter } : {}),
  });
  if (!reply.ok)
    return reply.failure.kind === 'problem' ? { kind: 'problem', code: reply.failure.code } : reply.failure;
  void prepareOrganisation(binding.organisation);
  const { due, openDecision } = reply.answer;
  return {
    kind: 'due',
    due,
    standing: openDecision ? 'open' : isFresh(reply.answer, Date.now()) ? 'fresh' : 'not-done',
  };
}
