/** The card's state of what a lookup rests on beside a duty: the person's authorisation, and a second person's word. */
import type { Asked, Reply } from '@duecheck/core/check';
import type { AuthorisationAnswer, ReleaseAnswer, ReleaseKind } from '@duecheck/core/contract';
import { signal } from '@preact/signals';
import type { AuthorisationDraft, AuthorisationTerms, Draft, FromCard } from '../messages/from-card.ts';
import type { CardReplies } from '../messages/to-card.ts';

/** Of the model: one way to the worker, one place where a failure is shown. */
export interface Desk {
  ask<T extends FromCard['type']>(
    message: Omit<Extract<FromCard, { type: T }>, 'ticket'> & { type: T },
  ): Promise<CardReplies[T] | null>;
  got<T>(reply: Reply<T> | null): T | null;
  delivered(asked: Asked<unknown>): void;
}

export function createAuthority({ ask, got, delivered }: Desk, draft: Draft | null) {
  const authorisation = signal<AuthorisationAnswer | null>(null);
  const form = signal<AuthorisationDraft | null>(draft?.authorisation ?? null);
  const release = signal<ReleaseAnswer | null>(null);
  /** `stale`: the last look at the release had no answer. */
  const sight = signal<'fresh' | 'stale'>('fresh');
  const plea = signal(draft?.plea ?? '');

  const taken = <T>(asked: Asked<T> | null): T | null => {
    const answer = got(asked?.reply ?? null);
    if (asked !== null && answer !== null) delivered(asked);
    return answer;
  };

  return {
    authorisation,
    form,
    release,
    sight,
    plea,

    async findAuthorisation(): Promise<void> {
      authorisation.value = await ask({ type: 'card.authorised' });
    },

    /** @returns whether it is recorded. */
    async authorise(terms: AuthorisationTerms): Promise<boolean> {
      const answer = taken(await ask({ type: 'card.authorise', terms }));
      if (answer === null) return false;
      authorisation.value = answer;
      form.value = null;
      return true;
    },

    async withdraw(reason: string): Promise<boolean> {
      const id = authorisation.value?.authorisationId;
      if (id === undefined) return false;
      const asked = await ask({ type: 'card.withdrawAuthorisation', authorisation: id, request: { reason } });
      const answer = taken(asked);
      if (answer === null) return false;
      authorisation.value = answer;
      return true;
    },

    async askRelease(kind: ReleaseKind): Promise<void> {
      const answer = taken(await ask({ type: 'card.askRelease', kind, reason: plea.value.trim() }));
      if (answer === null) return;
      release.value = answer;
      plea.value = '';
    },

    /** What another person answers meanwhile; a look without an answer leaves what is known. */
    async lookAtRelease(): Promise<void> {
      const reply = await ask({ type: 'card.release' });
      sight.value = reply?.ok ? 'fresh' : 'stale';
      if (reply?.ok) release.value = reply.answer;
    },
  };
}
