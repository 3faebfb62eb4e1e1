/**
 * Every route once: the gateway registers from this table, clients call by it, and /openapi.json is made of it.
 */

import { AUDIT_ROUTES } from './routes/audit.ts';
import { AUTHORITY_ROUTES } from './routes/authority.ts';
import { BATCH_ROUTES } from './routes/batches.ts';
import { CHECK_ROUTES } from './routes/checks.ts';
import { DECISION_ROUTES } from './routes/decisions.ts';
import { ENFORCEMENT_ROUTES } from './routes/enforcement.ts';
import { HOUSE_ROUTES } from './routes/house.ts';
import { LIST_ROUTES } from './routes/lists.ts';
import { PAPER_ROUTES } from './routes/papers.ts';
import { PARTNER_ROUTES } from './routes/partners.ts';
import { RECORD_ROUTES } from './routes/records.ts';
import type { Route } from './routes/route.ts';

export { FILE_TYPES, type FileType, type Route } from './routes/route.ts';

export const ROUTES = {
  ...CHECK_ROUTES,
  ...DECISION_ROUTES,
  ...AUTHORITY_ROUTES,
  ...PARTNER_ROUTES,
  ...BATCH_ROUTES,
  ...PAPER_ROUTES,
  ...RECORD_ROUTES,
  ...ENFORCEMENT_ROUTES,
  ...AUDIT_ROUTES,
  ...LIST_ROUTES,
  ...HOUSE_ROUTES,
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;

/** Headers of the protocol. */
export const HEADERS = {
  receipt: 'credit-check-receipt',
  deferral: 'credit-check-deferral',
  decisionPoint: 'x-duecheck-decision-point',
  effect: 'x-duecheck-effect',
  case: 'x-duecheck-case',
  /** Several people under one case: which one. "1" where it is left out. */
  part: 'x-duecheck-part',
  method: 'x-duecheck-method',
  uri: 'x-duecheck-uri',
  code: 'x-duecheck-code',
  state: 'x-duecheck-state',
  idempotencyKey: 'idempotency-key',
} as const;
