/** Where a decision stands. Decisions are append-only; `lapsed` is a predicate, never an event (PROTOCOL, Decision). */
import type { DecisionState } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';

export const EVENT_KINDS = ['proposed', 'notified', 'heard', 'effective', 'withdrawn'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface DecisionEvent {
  readonly kind: EventKind;
  readonly heardUntil: CivilDate | null;
}

export interface Standing {
  readonly state: DecisionState;
  readonly heardUntil: CivilDate | null;
}

/** @param events in order, at least one */
export function standingOf(events: readonly DecisionEvent[], today: CivilDate): Standing {
  const last = events.at(-1);
  if (last === undefined) throw new Error('a decision without an event');
  const heardUntil = events.findLast((e) => e.heardUntil !== null)?.heardUntil ?? null;
  const lapsed = last.kind === 'notified' && heardUntil !== null && today > heardUntil;
  return { state: lapsed ? 'lapsed' : last.kind, heardUntil };
}

/** Which step may follow which state. Effect waits for the person: heard, or the period over. */
export const MAY: Readonly<Record<'notice' | 'hearing' | 'effect' | 'withdraw', readonly DecisionState[]>> = {
  notice: ['proposed'],
  hearing: ['notified', 'lapsed'],
  effect: ['heard', 'lapsed'],
  withdraw: ['proposed', 'notified', 'heard', 'lapsed'],
};

export const OPEN: readonly DecisionState[] = ['proposed', 'notified', 'heard', 'lapsed'];
