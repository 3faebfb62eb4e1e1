import type { Binding } from '@duecheck/core/binding';
import type { CardReplies, FromCard } from '../../messages/index.ts';
import type { Ticket } from '../tickets.ts';

/** Whose card it is, and where. */
export interface Open {
  readonly ticket: Ticket;
  readonly binding: Binding;
}
type Of<T extends FromCard['type']> = Extract<FromCard, { type: T }>;
export type CardHandlers = { [T in FromCard['type']]: (message: Of<T>, open: Open) => Promise<CardReplies[T]> };
