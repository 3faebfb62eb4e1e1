/** Bindings that stopped matching their page, reported so that the office mends them. No person and no case is named. */
import * as z from 'zod/mini';
import { Instant, Origin, Slug } from './shared.ts';

/**
 * What a page no longer shows where its binding says. `request`: a decision request was held back though none of the
 * bound controls had been pressed. `choice`: what a control hangs on is not there, or there twice.
 */
export const StalePart = z.enum(['case', 'number', 'name', 'request', 'choice']);
export type StalePart = z.infer<typeof StalePart>;

/** POST /v1/bindings/stale: of the version that the client works by. Saying it again says nothing new. */
export const StaleBindingRequest = z.strictObject({
  binding: Slug,
  version: z.int().check(z.positive()),
  origin: Origin,
  parts: z.array(StalePart).check(
    z.minLength(1),
    z.maxLength(5),
    z.refine((parts) => new Set(parts).size === parts.length),
  ),
});
export type StaleBindingRequest = z.infer<typeof StaleBindingRequest>;

/** GET /v1/bindings/stale: of the caller's organisations, the last reported first; the newest five hundred. */
export const StaleBindingsAnswer = z.strictObject({
  bindings: z.array(
    z.strictObject({
      binding: Slug,
      version: z.int(),
      organisation: Slug,
      origin: Origin,
      title: z.strictObject({ zh: z.string(), en: z.string() }),
      /** Of all its reports together. */
      parts: z.array(StalePart),
      firstAt: Instant,
      lastAt: Instant,
      /** How many reported it; who is not kept. */
      clerks: z.int(),
      /** `superseded`: the list in force no longer has this version, or has it switched off. */
      state: z.enum(['open', 'superseded']),
    }),
  ),
});
export type StaleBindingsAnswer = z.infer<typeof StaleBindingsAnswer>;
