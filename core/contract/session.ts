import * as z from 'zod/mini';
import { CivilDateString, Instant, Slug } from './shared.ts';

/** R0–R7 (domain/SYSTEMS §7), by what they do. No role both looks up and audits. */
export const ROLES = ['person', 'clerk', 'reviewer', 'manager', 'auditor', 'office', 'operator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** GET /v1/session: who the gateway takes the bearer for. */
export const SessionAnswer = z.strictObject({
  iss: z.string(),
  sub: z.string(),
  roles: z.array(
    z.strictObject({
      role: Role,
      organisation: Slug,
      organisationName: z.string(),
      decisionPoints: z.nullable(z.array(Slug)),
    }),
  ),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** GET /v1/clock. `moved`: a demonstration has moved the legal date; every page says so. */
export const ClockAnswer = z.strictObject({ instant: Instant, legalToday: CivilDateString, moved: z.boolean() });
/** POST /v1/demo/clock, where the gateway was started with a movable legal clock. */
export const ClockRequest = z.strictObject({ legalToday: CivilDateString });
