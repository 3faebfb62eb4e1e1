/**
 * Every route once: the gateway registers from this table, clients call by it, and /openapi.json is made of it.
 */

import { AUDIT_ROUTES } from './routes/audit.ts';
import { DESK_ROUTES } from './routes/desk.ts';
import { PARTNER_ROUTES } from './routes/partners.ts';
import { REVIEW_ROUTES } from './routes/review.ts';
import type { Route } from './routes/route.ts';

export { FILE_TYPES, type FileType, type Route } from './routes/route.ts';

export const ROUTES = {
  ...DESK_ROUTES,
  ...PARTNER_ROUTES,
  ...AUDIT_ROUTES,
  ...REVIEW_ROUTES,
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;
