/** What the console asks, and so what its own origin answers. */
import { AUDIT_ROUTES } from './audit.ts';
import { AUTHORITY_ROUTES } from './authority.ts';
import { HOUSE_ROUTES } from './house.ts';
import { REVIEW_ROUTES } from './review.ts';
import type { Route } from './route.ts';

const { session, clock } = HOUSE_ROUTES;
const { alerts } = AUTHORITY_ROUTES;

const { reviewAlerts, reviewAlert, stepAlert, reviewRules } = REVIEW_ROUTES;

export const CONSOLE_ROUTES = {
  ...AUDIT_ROUTES,
  ...{ reviewAlerts, reviewAlert, stepAlert, reviewRules },
  ...{ session, clock, alerts },
} as const satisfies Record<string, Route>;
export type ConsoleRoute = keyof typeof CONSOLE_ROUTES;
