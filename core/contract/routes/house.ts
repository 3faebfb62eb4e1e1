/** Who is signed in, and the clocks. */
import { ClockAnswer, ClockRequest, SessionAnswer } from '../session.ts';
import type { Route } from './route.ts';

export const HOUSE_ROUTES = {
  session: {
    method: 'GET',
    path: '/v1/session',
    summary: 'Who the gateway takes you for.',
    access: 'signed-in',
    idempotency: 'none',
    answer: SessionAnswer,
  },
  clock: {
    method: 'GET',
    path: '/v1/clock',
    summary: 'The two clocks.',
    access: 'public',
    idempotency: 'none',
    answer: ClockAnswer,
  },
  moveClock: {
    method: 'POST',
    path: '/v1/demo/clock',
    summary: 'Move the legal date forward (demonstrations only; an entry each time).',
    access: ['operator'],
    idempotency: 'none',
    body: ClockRequest,
    answer: ClockAnswer,
  },
} as const satisfies Record<string, Route>;
