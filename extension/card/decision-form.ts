/** What a decision needs before it can be saved, by outcome and effect. Pure; the gateway decides the same again. */
import type { CheckAnswer, DecisionRequest, Effect } from '@duecheck/core/contract';
import type { RowWords } from '../messages/to-card.ts';

type Outcome = CheckAnswer['outcome'];
export type Offer = Extract<Outcome, { kind: 'findings' }>['restrictions'][number];

/** Nothing is chosen; or one measure; or none of them, which is a choice too (DESIGN §1.9: never picked by us). */
export type Choice = null | 'none' | { readonly measure: string };

export interface DecisionForm {
  readonly offers: readonly { readonly offer: Offer; readonly fits: boolean }[];
  readonly effect: Effect;
  /** Nothing was found and nobody is hurt: the reason may be ours until the clerk writes another. */
  readonly reason: 'clear' | 'own';
}

const known = (outcome: Outcome) =>
  outcome.kind === 'findings' ? outcome : outcome.kind === 'unknown' ? outcome.known : null;

/** Measures that end a person's eligibility contradict a decision in their favour. */
const ONLY_ADVERSE = new Set(['eligibility', 'outcome', 'discipline']);

export function decisionForm(outcome: Outcome, effect: Effect, measures: RowWords['measures']): DecisionForm {
  const found = known(outcome);
  const restrictions = found?.restrictions ?? [];
  return {
    effect,
    offers: restrictions.map((offer) => ({
      offer,
      fits: effect === 'adverse' || !ONLY_ADVERSE.has(measures[offer.measure]?.kind ?? 'outcome'),
    })),
    reason: outcome.kind === 'clear' && effect !== 'adverse' ? 'clear' : 'own',
  };
}

/**
 * An adverse decision rests on a measure on offer; one that takes none must rest on something else, and say so. A record
 * alone, or one under dispute, grounds nothing (DESIGN §1.1, §1.7).
 */
export const needsGround = ({ effect, offers }: DecisionForm, choice: Choice): boolean =>
  effect === 'adverse' && (offers.length === 0 || choice === 'none');

export type Missing = 'measure' | 'reason' | 'ground';

/** What the clerk still has to give, in the order of the form. */
export function missingIn(
  form: DecisionForm,
  given: { readonly choice: Choice; readonly reason: string; readonly ground: 'stated' | 'not-stated' },
): Missing | null {
  if (form.offers.length > 0 && !isOnOffer(form, given.choice)) return 'measure';
  if (needsGround(form, given.choice) && given.ground === 'not-stated') return 'ground';
  return given.reason.trim() === '' ? 'reason' : null;
}

/** A choice outlives the control and the outcome it was made for; what is not on offer now is no answer. */
const isOnOffer = ({ offers }: DecisionForm, choice: Choice): boolean =>
  choice === 'none' || offers.some(({ offer, fits }) => fits && offer.measure === choice?.measure);

/** Every restriction on offer is answered: taken, or not taken. */
export const decisionRequest = (form: DecisionForm, choice: Choice, reason: string): DecisionRequest => ({
  effect: form.effect,
  measures: form.offers.map(({ offer: { measure } }) => ({
    measure,
    taken: typeof choice === 'object' && choice?.measure === measure,
  })),
  reason: reason.trim(),
  ...(needsGround(form, choice) ? { ground: 'not-on-credit-records' as const } : {}),
});
