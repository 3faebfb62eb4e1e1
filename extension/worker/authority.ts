/**
 * Authorisations recorded and releases asked for since the browser started, by id alone: what they say is the gateway's
 * to tell each time.
 */
import type { Binding } from '@duecheck/core/binding';
import { answered, type Reply } from '@duecheck/core/check';
import { type AuthorisationAnswer, type Id, idSchema, type ReleaseAnswer } from '@duecheck/core/contract';
import * as z from 'zod/mini';
import { subjectDigest } from './armed.ts';
import { sessionStore } from './session-store.ts';
import type { Ticket } from './tickets.ts';
import { transport } from './transport.ts';

type Place = Pick<Binding, 'organisation' | 'decisionPoint'>;

const authorisedKey = ({ organisation, decisionPoint }: Place, { subject }: Ticket) =>
  `authorised:${JSON.stringify([organisation, decisionPoint, subjectDigest(subject)])}`;
const askedKey = ({ organisation, decisionPoint }: Place, { case: { key, part } }: Ticket) =>
  `asked:${JSON.stringify([organisation, decisionPoint, key, part])}`;

export const rememberAuthorisation = (place: Place, ticket: Ticket, id: Id<'aut'>): Promise<void> =>
  sessionStore.set(authorisedKey(place, ticket), id);
export const rememberRelease = (place: Place, ticket: Ticket, id: Id<'rel'>): Promise<void> =>
  sessionStore.set(askedKey(place, ticket), id);

/** @returns null where none was recorded here, or the gateway does not tell. */
export async function authorisationOf(place: Place, ticket: Ticket): Promise<AuthorisationAnswer | null> {
  const id = z.safeParse(idSchema('aut'), await sessionStore.get(authorisedKey(place, ticket)));
  if (!id.success) return null;
  const reply = await transport.call({ route: 'authorisation', id: id.data });
  return reply.ok ? reply.answer : null;
}

export async function releaseOf(place: Place, ticket: Ticket): Promise<Reply<ReleaseAnswer | null>> {
  const id = z.safeParse(idSchema('rel'), await sessionStore.get(askedKey(place, ticket)));
  if (!id.success) return answered(null);
  const reply = await transport.call({ route: 'releases' });
  if (!reply.ok) return reply;
  return answered(reply.answer.releases.find(({ releaseId }) => releaseId === id.data) ?? null);
}
