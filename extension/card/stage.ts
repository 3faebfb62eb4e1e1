import type { CheckAnswer, DecisionAnswer, DueAnswer, ProblemCode } from '@duecheck/core/contract';

/** What the card shows; each case with its own data. */
export type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'gone' }
  | { readonly at: 'signed-out'; readonly waiting: 'no' | 'window' }
  | { readonly at: 'due'; readonly due: DueAnswer }
  /** What the person signed is being written down; `recheck` as below. */
  | { readonly at: 'authorise'; readonly legalToday: string; readonly recheck: DecisionAnswer | null }
  | { readonly at: 'checking'; readonly since: number }
  /** `recheck`: the check before this decision takes effect. */
  | { readonly at: 'outcome'; readonly answer: CheckAnswer; readonly recheck: DecisionAnswer | null }
  | { readonly at: 'outage' }
  | { readonly at: 'problem'; readonly code: ProblemCode; readonly requestId: string }
  | { readonly at: 'decision'; readonly decision: DecisionAnswer; readonly legalToday: string }
  | { readonly at: 'saved'; readonly as: 'decided' | 'owed' | 'overridden' };
