/**
 * Decisions that took effect and wait for their request: receipt or deferral, by case and effect. In `storage.session`,
 * so that a clerk who comes back to the page after a notice period finds it, and a restarted worker too.
 */
import type { Binding } from '@duecheck/core/binding';
import { toHex, utf8 } from '@duecheck/core/bytes';
import type { Effect } from '@duecheck/core/contract';
import { sha256 } from '@noble/hashes/sha2.js';
import * as z from 'zod/mini';
import type { CaseRead, SubjectRead } from '../messages/from-page.ts';
import { sessionStore } from './session-store.ts';

const Armed = z.strictObject({
  header: z.enum(['Credit-Check-Receipt', 'Credit-Check-Deferral']),
  value: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
  subject: z.string(),
});
export type Armed = z.infer<typeof Armed>;

type Place = Pick<Binding, 'organisation' | 'decisionPoint'>;

const keyOf = (place: Place, at: CaseRead, effect: Effect): string =>
  `armed:${JSON.stringify([place.organisation, place.decisionPoint, at.key, at.part, effect])}`;

/** Session memory holds no number longer than a card is open: what must be compared later is compared by digest. */
export const subjectDigest = (subject: SubjectRead): string =>
  toHex(sha256(utf8(JSON.stringify([subject.kind, subject.number, subject.name]))));

export const arm = (place: Place, at: CaseRead, effect: Effect, armed: Armed): Promise<void> =>
  sessionStore.set(keyOf(place, at, effect), armed);

export async function readArmed(place: Place, at: CaseRead, effect: Effect): Promise<Armed | null> {
  const parsed = z.safeParse(Armed, await sessionStore.get(keyOf(place, at, effect)));
  return parsed.success && parsed.data.until > Date.now() ? parsed.data : null;
}

export const disarm = (place: Place, at: CaseRead, effect: Effect): Promise<void> =>
  sessionStore.delete(keyOf(place, at, effect));
