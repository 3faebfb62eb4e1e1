/** A ticket is one open card: which tab, frame, case, subject and control. The card itself holds only the ticket's id. */
import * as z from 'zod/mini';
import { CaseRead, Draft, FillWhy, PartRead, SubjectRead } from '../messages/index.ts';
import { sessionEntries, sessionStore } from './session-store.ts';

export const Ticket = z.strictObject({
  id: z.uuid(),
  binding: z.string(),
  origin: z.string(),
  tabId: z.int(),
  frameId: z.int(),
  control: z.nullable(z.string()),
  case: CaseRead,
  subject: SubjectRead,
  matter: z.nullable(z.string()),
  intro: z.enum(['check', 'look']),
  /** The clerk typed what the page does not say. */
  typed: z.optional(z.literal(true)),
  /** The card is a tab of its own, and lies in nobody's page. */
  own: z.optional(z.literal(true)),
});
export type Ticket = z.infer<typeof Ticket>;

const keyOf = (id: string) => `ticket:${id}`;

export async function readTicket(id: string): Promise<Ticket | null> {
  const parsed = z.safeParse(Ticket, await sessionStore.get(keyOf(id)));
  return parsed.success ? parsed.data : null;
}

export const writeTicket = (ticket: Ticket): Promise<void> => sessionStore.set(keyOf(ticket.id), ticket);
export const dropTicket = (id: string): Promise<void> => sessionStore.delete(keyOf(id));

/** A ticket whose card asks first for what the page does not say. It becomes a ticket with the same id. */
export const Unfilled = z.extend(z.omit(Ticket, { subject: true, case: true, intro: true, typed: true }), {
  parts: PartRead,
  why: z.enum([...FillWhy.options, 'manual']),
});
export type Unfilled = z.infer<typeof Unfilled>;

/** Of a card whose tab is only being opened: it belongs to the tab that asks first, as `tabs.TAB_ID_NONE` says it in the browser. */
export const NO_TAB = -1;

const unfilledKey = (id: string) => `unfilled:${id}`;

export async function readUnfilled(id: string): Promise<Unfilled | null> {
  const parsed = z.safeParse(Unfilled, await sessionStore.get(unfilledKey(id)));
  return parsed.success ? parsed.data : null;
}
export const writeUnfilled = (ticket: Unfilled): Promise<void> => sessionStore.set(unfilledKey(ticket.id), ticket);
export const dropUnfilled = (id: string): Promise<void> => sessionStore.delete(unfilledKey(id));

/** The tab is gone: so is whatever it was about. */
export async function dropTicketsOf(tabId: number): Promise<void> {
  for (const prefix of ['ticket:', 'unfilled:'])
    for (const [key, value] of await sessionEntries(prefix)) {
      const of = z.safeParse(z.object({ tabId: z.int() }), value);
      if (!of.success || of.data.tabId === tabId) await sessionStore.delete(key);
    }
}

const draftKey = (ticket: Ticket) => `draft:${JSON.stringify([ticket.binding, ticket.case.key, ticket.case.part])}`;

export async function readDraft(ticket: Ticket): Promise<Draft | null> {
  const parsed = z.safeParse(Draft, await sessionStore.get(draftKey(ticket)));
  return parsed.success ? parsed.data : null;
}
export const writeDraft = (ticket: Ticket, draft: Draft): Promise<void> => sessionStore.set(draftKey(ticket), draft);
export const dropDraft = (ticket: Ticket): Promise<void> => sessionStore.delete(draftKey(ticket));
