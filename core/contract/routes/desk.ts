/** What a clerk's, reviewer's or administrator's extension may call: it carries no table of others' questions. */
import { AUTHORITY_ROUTES } from './authority.ts';
import { BATCH_ROUTES } from './batches.ts';
import { CHECK_ROUTES } from './checks.ts';
import { DECISION_ROUTES } from './decisions.ts';
import { ENFORCEMENT_ROUTES } from './enforcement.ts';
import { HOUSE_ROUTES } from './house.ts';
import { LIST_ROUTES } from './lists.ts';
import { PAPER_ROUTES } from './papers.ts';
import { RECORD_ROUTES } from './records.ts';
import type { Route } from './route.ts';

export const DESK_ROUTES = {
  ...AUTHORITY_ROUTES,
  ...BATCH_ROUTES,
  ...CHECK_ROUTES,
  ...DECISION_ROUTES,
  ...ENFORCEMENT_ROUTES,
  ...HOUSE_ROUTES,
  ...LIST_ROUTES,
  ...PAPER_ROUTES,
  ...RECORD_ROUTES,
} as const satisfies Record<string, Route>;
export type DeskRoute = keyof typeof DESK_ROUTES;
