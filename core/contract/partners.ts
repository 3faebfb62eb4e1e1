/** Who may use the widget, for what, from where, how often, and with which keys (DESIGN §6). */
import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { Origin, PageUrl, Reason, Slug, textUpTo } from './shared.ts';

const text = textUpTo(120).check(z.minLength(1));
const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** RFC 7517; the private half never leaves the partner. */
export const PartnerKey = z.strictObject({
  kid: z.string().check(z.regex(/^[A-Za-z0-9._-]{1,80}$/)),
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
export type PartnerKey = z.infer<typeof PartnerKey>;

/** POST /v1/partners: the whole entry, as it is to be from now on. `closed` works on the next request. */
export const PartnerRequest = z.strictObject({
  id: Slug,
  title: z.strictObject({ zh: text, en: text }),
  origins: z.array(Origin).check(z.minLength(1), z.maxLength(20)),
  purposes: z.array(Slug).check(z.minLength(1), z.maxLength(20)),
  keys: z.array(PartnerKey).check(z.minLength(1), z.maxLength(5)),
  sessionsPerDay: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  /** Where an enquiry in the same window may lead back to (`returnTo`). */
  returnUrls: z._default(z.array(PageUrl).check(z.maxLength(20)), []),
  /** `test`: its sessions look nobody up, and it stays one: a receipt of a test is never for a live partner. */
  state: z.enum(['open', 'test', 'closed']),
  reason: Reason,
});
export type PartnerRequest = z.infer<typeof PartnerRequest>;

export const PartnerAnswer = z.strictObject({
  ...z.omit(PartnerRequest, { reason: true }).shape,
  entry: idSchema('ent'),
});
export type PartnerAnswer = z.infer<typeof PartnerAnswer>;
export const PartnersAnswer = z.strictObject({ partners: z.array(PartnerAnswer) });
