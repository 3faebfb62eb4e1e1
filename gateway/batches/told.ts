/** What a check found, as a batch keeps it: a class and a digest, and of no record anything. */
import type { CheckAnswer } from '@duecheck/core/contract';
import { canonicalize, type Json } from '@duecheck/core/register';
import type { World } from '../world.ts';

export interface Found {
  readonly class: 'clear' | 'findings' | 'mismatch' | 'unchecked' | 'refused';
  /** Of a refusal its reason. */
  readonly code: string | null;
  /** Keyed, so that it says nothing: of the outcome's kind and of the records with their states. */
  readonly told: Uint8Array;
}

/** @param answer null where the case belongs to another person */
export function foundOf(world: World, answer: CheckAnswer | null): Found {
  const kind = kindOf(answer);
  const outcome = answer?.outcome;
  const records = outcome?.kind === 'clear' || outcome?.kind === 'findings' ? outcome.records : [];
  const told = [kind.class, kind.code, records.map(({ id, state }) => `${id} ${state}`).sort()];
  return { ...kind, told: world.index.request('batch-told', canonicalize(told as Json)) };
}

function kindOf(answer: CheckAnswer | null): Pick<Found, 'class' | 'code'> {
  if (answer === null) return { class: 'refused', code: 'subject-mismatch' };
  const { outcome } = answer;
  if (outcome.kind === 'unknown') return { class: 'unchecked', code: null };
  if (outcome.kind !== 'refused') return { class: outcome.kind, code: null };
  return outcome.reason === 'identity-mismatch'
    ? { class: 'mismatch', code: null }
    : { class: 'refused', code: outcome.reason };
}
