/** Which step may follow in which state, and whose it is. Pure: the store asks, and so does whoever shows buttons. */
import type { AlertState, AlertStep } from '@duecheck/core/contract';
import type { EntryType } from '@duecheck/core/register';

interface StepRule {
  readonly from: readonly AlertState[];
  readonly to: AlertState | 'as-it-is';
  /** `auditor`: any who may see it. */
  readonly by: 'auditor' | 'assignee' | 'manager';
  readonly entry: EntryType;
}

export const STEP_RULES: Readonly<Record<AlertStep, StepRule>> = {
  assign: {
    from: ['open', 'assigned', 'asked', 'answered', 'found'],
    to: 'as-it-is',
    by: 'auditor',
    entry: 'alert.assigned',
  },
  ask: { from: ['assigned', 'answered'], to: 'asked', by: 'assignee', entry: 'alert.asked' },
  answer: { from: ['asked'], to: 'answered', by: 'manager', entry: 'alert.answered' },
  // A manager who does not answer holds nothing up.
  find: { from: ['assigned', 'asked', 'answered'], to: 'found', by: 'assignee', entry: 'alert.found' },
  close: { from: ['found'], to: 'closed', by: 'assignee', entry: 'alert.closed' },
  reopen: { from: ['found', 'closed'], to: 'assigned', by: 'auditor', entry: 'alert.reopened' },
};

/** Of an auditor. */
export const stepsFor = (state: AlertState, caller: 'assignee' | 'other'): AlertStep[] =>
  (Object.keys(STEP_RULES) as AlertStep[]).filter((step) => {
    const { from, by } = STEP_RULES[step];
    return from.includes(state) && (by === 'auditor' || (by === 'assignee' && caller === 'assignee'));
  });

export function stateAfter(state: AlertState, step: AlertStep): AlertState {
  const { to } = STEP_RULES[step];
  if (to !== 'as-it-is') return to;
  return state === 'open' ? 'assigned' : state;
}
