/** What the card asks about authorisations and releases. Step, page, case and person are its ticket's. */

import { authorisationOf, releaseOf, rememberAuthorisation, rememberRelease } from '../authority.ts';
import { client } from '../client.ts';
import type { CardHandlers } from './card-handlers.ts';

export const cardAuthority: Pick<
  CardHandlers,
  'card.authorise' | 'card.authorised' | 'card.withdrawAuthorisation' | 'card.askRelease' | 'card.release'
> = {
  async 'card.authorise'({ terms }, { ticket, binding }) {
    const { decisionPoint } = binding;
    const asked = await client.authorise({ decisionPoint, origin: ticket.origin, subject: ticket.subject, ...terms });
    if (asked.reply.ok) await rememberAuthorisation(binding, ticket, asked.reply.answer.authorisationId);
    return asked;
  },

  'card.authorised': (_, { ticket, binding }) => authorisationOf(binding, ticket),

  'card.withdrawAuthorisation': ({ authorisation, request }) => client.withdrawAuthorisation(authorisation, request),

  async 'card.askRelease'({ kind, reason }, { ticket, binding }) {
    const { decisionPoint } = binding;
    const asked = await client.askRelease({ kind, decisionPoint, case: ticket.case, origin: ticket.origin, reason });
    if (asked.reply.ok) await rememberRelease(binding, ticket, asked.reply.answer.releaseId);
    return asked;
  },

  'card.release': (_, { ticket, binding }) => releaseOf(binding, ticket),
};
