/** Looking somebody up, and what was done in a case. */
import { CaseHistoryAnswer, CaseRequest } from '../cases.ts';
import { CheckAnswer, CheckRequest } from '../checks.ts';
import { DueAnswer, DueRequest } from '../due.ts';
import { DECIDERS, type Route } from './route.ts';

export const CHECK_ROUTES = {
  due: {
    method: 'POST',
    path: '/v1/due',
    summary: 'Is a check due at this step? Reads no record.',
    access: DECIDERS,
    idempotency: 'none',
    body: DueRequest,
    answer: DueAnswer,
  },
  check: {
    method: 'POST',
    path: '/v1/checks',
    summary: 'Check one subject for one case.',
    access: DECIDERS,
    idempotency: 'required',
    body: CheckRequest,
    answer: CheckAnswer,
  },
  caseHistory: {
    method: 'POST',
    path: '/v1/cases/history',
    summary: 'What was done in a case. A lookup: each reading is an entry, also where it is asked for again.',
    access: DECIDERS,
    idempotency: 'none',
    body: CaseRequest,
    answer: CaseHistoryAnswer,
  },
  caseEvents: {
    method: 'POST',
    path: '/v1/cases/events',
    summary:
      'Server-sent events that say "look again" when a case, or the caller’s own desk, has changed; nothing else.',
    access: DECIDERS,
    idempotency: 'none',
    body: CaseRequest,
  },
} as const satisfies Record<string, Route>;
