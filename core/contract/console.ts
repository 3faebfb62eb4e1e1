/** What the console's own origin says of who is signed in there. The bearer itself stays in a cookie that no script reads. */
import * as z from 'zod/mini';
import { Slug } from './shared.ts';

/** GET /session, POST /session/renew, POST /sign-out. Instants in ISO 8601, UTC. */
export const ConsoleSessionAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('signed-out') }),
  z.strictObject({
    state: z.literal('signed-in'),
    name: z.string(),
    /** When the sign-in must have been renewed. */
    endsAt: z.string(),
    /** When it ends all the same. */
    over: z.string(),
  }),
]);
export type ConsoleSessionAnswer = z.infer<typeof ConsoleSessionAnswer>;

const Title = z.strictObject({ zh: z.string(), en: z.string() });

/** GET /v1/audit/titles: how organisations and decision points are called, those that this auditor audits. */
export const AuditTitlesAnswer = z.strictObject({
  organisations: z.array(z.strictObject({ id: Slug, parent: z.nullable(Slug), title: Title })),
  decisionPoints: z.array(z.strictObject({ id: Slug, title: Title })),
});
export type AuditTitlesAnswer = z.infer<typeof AuditTitlesAnswer>;
