/** What a decision after a check needs before it takes effect. Pure: the rule, not the store (DESIGN §3.6, PROTOCOL). */
import type { DecisionRequest, MeasureAnswer, ProblemCode, ReceiptState } from '@duecheck/core/contract';
import type { StoredOffer } from '../store/tables/house.ts';

export interface CheckStanding {
  readonly outcome: 'clear' | 'findings' | 'unknown';
  readonly finds: boolean;
  readonly offers: readonly StoredOffer[];
}

export interface Period {
  readonly days: number;
  readonly kind: 'calendar' | 'working';
}

/** Where neither a measure nor the row names a period: three working days, ours (PROTOCOL, Decision). */
export const OWN_PERIOD: Period = { days: 3, kind: 'working' };

export type Plan =
  | { readonly ok: false; readonly code: ProblemCode }
  | {
      readonly ok: true;
      readonly receiptState: ReceiptState;
      /** null: effective at once. */
      readonly hearing: Period | null;
      readonly measures: readonly { measure: string; taken: boolean }[];
    };

/**
 * @param rowHearing the row's default period, for an adverse decision after findings that takes no measure
 */
export function planDecision(check: CheckStanding, request: DecisionRequest, rowHearing: Period): Plan {
  const offered = new Set(check.offers.map((o) => o.measure));
  if (request.measures.some((m) => !offered.has(m.measure))) return { ok: false, code: 'measure-not-offered' };
  const answered = new Set(request.measures.map((m) => m.measure));
  if (answered.size !== request.measures.length || answered.size !== offered.size) {
    return { ok: false, code: 'measures-unanswered' };
  }
  const taken = request.measures.filter((m) => m.taken);
  // The only credit ground is a measure on offer: no basis, no restriction (DESIGN §1.1), and a disputed record alone offers
  // none (§1.7). An adverse decision that takes no measure rests on something else, and says so.
  if (request.effect === 'adverse' && taken.length === 0 && request.ground === undefined) {
    return { ok: false, code: 'ground-required' };
  }
  const hurts = taken.length > 0 || (request.effect === 'adverse' && check.finds);
  return {
    ok: true,
    receiptState: check.outcome === 'unknown' ? 'owed' : 'checked',
    hearing: hurts ? longest(check.offers, taken, rowHearing) : null,
    measures: request.measures.map(({ measure, taken }) => ({ measure, taken })),
  };
}

/** The longest period of the measures taken; days off make a working day longer than a calendar one. */
function longest(offers: readonly StoredOffer[], taken: readonly MeasureAnswer[], fallback: Period): Period {
  const periods = offers.filter((o) => taken.some((t) => t.measure === o.measure)).map((o) => o.hearing);
  const weight = (p: Period) => (p.kind === 'working' ? p.days * 1.4 : p.days);
  return periods.reduce<Period | null>((a, b) => (a === null || weight(b) > weight(a) ? b : a), null) ?? fallback;
}

/**
 * Whether the fresh re-check still carries the decision: every measure taken is still on offer. One that took none never
 * rested on the records.
 */
export function stillGrounded(taken: readonly string[], recheck: CheckStanding): boolean {
  const offered = new Set(recheck.offers.map((o) => o.measure));
  return taken.every((m) => offered.has(m));
}
