/** A ticket is one open card: which tab, frame, case, subject and control. The card itself holds only the ticket's id. */
import * as z from 'zod/mini';
import { CaseRead, Draft, SubjectRead } from '../messages/index.ts';
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
});
export type Ticket = z.infer<typeof Ticket>;

const keyOf = (id: string) => `ticket:${id}`;

export async function readTicket(id: string): Promise<Ticket | null> {
  const parsed = z.safeParse(Ticket, await sessionStore.get(keyOf(id)));
  return parsed.success ? parsed.data : null;
}

export const writeTicket = (ticket: Ticket): Promise<void> => sessionStore.set(keyOf(ticket.id), ticket);
export const dropTicket = (id: string): Promise<void> => sessionStore.delete(keyOf(id));

/** The tab is gone: so is whatever it was about. */
export async function dropTicketsOf(tabId: number): Promise<void> {
  for (const [key, value] of await sessionEntries('ticket:')) {
    const parsed = z.safeParse(Ticket, value);
    if (!parsed.success || parsed.data.tabId === tabId) await sessionStore.delete(key);
  }
}

const draftKey = (ticket: Ticket) => `draft:${JSON.stringify([ticket.binding, ticket.case.key, ticket.case.part])}`;

export async function readDraft(ticket: Ticket): Promise<Draft | null> {
  const parsed = z.safeParse(Draft, await sessionStore.get(draftKey(ticket)));
  return parsed.success ? parsed.data : null;
}
export const writeDraft = (ticket: Ticket, draft: Draft): Promise<void> => sessionStore.set(draftKey(ticket), draft);
export const dropDraft = (ticket: Ticket): Promise<void> => sessionStore.delete(draftKey(ticket));
