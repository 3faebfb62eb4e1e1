/** What the card asks. Its ticket says about whom; the tab that shows it must be the ticket's own. */
import { type Asked, failed } from '@duecheck/core/check';
import type { DecisionAnswer } from '@duecheck/core/contract';
import { controlOf, controlView } from '../../messages/control-view.ts';
import { arm, subjectDigest } from '../armed.ts';
import { client } from '../client.ts';
import { defer, isOwed } from '../defer.ts';
import { maskSubject } from '../mask.ts';
import { movedDate } from '../moved-date.ts';
import { bindingOf } from '../origins.ts';
import { openPaper } from '../papers.ts';
import { carriedUntil } from '../receipt-life.ts';
import { rowWords } from '../row-words.ts';
import { readLanguage } from '../settings.ts';
import { signIn } from '../sign-in.ts';
import { closeCard, tellPages, toTab } from '../tell-pages.ts';
import { dropDraft, dropTicket, readDraft, readTicket, type Ticket, writeDraft } from '../tickets.ts';
import { cardAuthority } from './card-authority.ts';
import type { CardHandlers, Open } from './card-handlers.ts';

export const card: CardHandlers = {
  async 'card.load'(_, { ticket, binding }) {
    const language = await readLanguage();
    const control = controlOf(binding, ticket.control);
    return {
      language,
      words: await rowWords(binding, language),
      case: ticket.case,
      subject: maskSubject(ticket.subject),
      control: control && controlView(control),
      controls: binding.controls.map(controlView),
      intro: ticket.intro,
      draft: await readDraft(ticket),
      owed: await isOwed(binding, ticket.case),
    };
  },

  'card.due': (_, { ticket, binding }) =>
    client.due({
      decisionPoint: binding.decisionPoint,
      case: { key: ticket.case.key, part: ticket.case.part },
      origin: ticket.origin,
      ...(ticket.matter === null ? {} : { matter: ticket.matter }),
    }),

  async 'card.check'({ scope }, { ticket, binding }) {
    const asked = await client.check(
      {
        decisionPoint: binding.decisionPoint,
        case: ticket.case,
        subject: ticket.subject,
        origin: ticket.origin,
        ...(ticket.matter === null ? {} : { matter: ticket.matter }),
      },
      scope,
    );
    // The banner said that a check is due.
    if (asked.reply.ok) void toTab(ticket.tabId, { type: 'page.refresh' }, ticket.frameId);
    return asked;
  },

  async 'card.delivered'({ intent }) {
    await client.delivered(intent);
    return null;
  },

  'card.decide': async ({ check, request }, open) => settle(open, await client.decide(check, request)),

  async 'card.decideUnchecked'({ because, reason, ground }, open) {
    const { ticket, binding } = open;
    const control = controlOf(binding, ticket.control);
    if (!control) return NOTHING_PRESSED;
    const asked = await client.decideUnchecked({
      decisionPoint: binding.decisionPoint,
      case: ticket.case,
      origin: ticket.origin,
      effect: control.effect,
      because,
      reason,
      ...(ticket.matter === null ? {} : { matter: ticket.matter }),
      ...(ground ? { ground } : {}),
    });
    return settle(open, asked);
  },

  async 'card.defer'({ reason, ground }, { ticket, binding }) {
    const control = controlOf(binding, ticket.control);
    if (!control) return { ok: false, why: 'no-key' };
    const done = await defer(ticket, binding, { effect: control.effect, reason, ground });
    if (done !== 'deferred') return { ok: false, why: done };
    await goOn(ticket, control.id);
    return { ok: true };
  },

  ...cardAuthority,

  'card.decision': ({ decision }) => client.decision(decision),
  'card.notice': async ({ decision, request }, open) => settle(open, await client.notice(decision, request)),
  'card.hearing': async ({ decision, request }, open) => settle(open, await client.hearing(decision, request)),
  'card.effect': async ({ decision, request }, open) => settle(open, await client.effect(decision, request)),
  'card.withdraw': async ({ decision, request }, open) => settle(open, await client.withdraw(decision, request)),

  async 'card.paper'({ wish }, { ticket }) {
    await openPaper(wish, ticket.tabId);
    return null;
  },

  async 'card.draft'({ draft }, { ticket }) {
    await writeDraft(ticket, draft);
    return null;
  },

  async 'card.size'({ height }, { ticket }) {
    await toTab(ticket.tabId, { type: 'card.size', ticket: ticket.id, height }, ticket.frameId);
    return null;
  },

  async 'card.close'(_, { ticket }) {
    await closeCard(ticket);
    await dropTicket(ticket.id);
    return null;
  },

  async 'card.signIn'() {
    const result = await signIn();
    if (result === 'signed-in') void tellPages();
    return result;
  },

  'card.clock': () => movedDate(),
};

const NOTHING_PRESSED: Asked<DecisionAnswer> = {
  intent: '',
  reply: failed({ kind: 'problem', code: 'state-conflict', status: 409, requestId: '' }),
};

/** A decision with a receipt is carried by the control that waits; one without waits for its next step. */
async function settle(open: Open, asked: Asked<DecisionAnswer>): Promise<Asked<DecisionAnswer>> {
  if (!asked.reply.ok) return asked;
  const { ticket, binding } = open;
  const { receipt, effect } = asked.reply.answer;
  await dropDraft(ticket);
  if (receipt === null) return asked;
  await arm(binding, ticket.case, effect, {
    header: 'Credit-Check-Receipt',
    value: receipt.token,
    until: carriedUntil(receipt, Date.now()),
    subject: subjectDigest(ticket.subject),
  });
  const control = controlOf(binding, ticket.control);
  if (control?.effect === effect) await goOn(ticket, control.id);
  return asked;
}

const goOn = (ticket: Ticket, control: string): Promise<void> =>
  toTab(ticket.tabId, { type: 'card.decided', ticket: ticket.id, control }, ticket.frameId);

/** @returns null for a ticket that has ended, or that another tab shows. */
export async function openCard(id: string, tabId: number | undefined): Promise<Open | null> {
  const ticket = await readTicket(id);
  if (ticket === null || ticket.tabId !== tabId) return null;
  const binding = await bindingOf(ticket);
  return binding && { ticket, binding };
}
