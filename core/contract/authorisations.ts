/** What a person allows: who may look, for which step, at which categories, from when to when, how often (PIPL 14, 15, 17). */
import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { CivilDateString, Origin, Reason, Slug, Subject, SubjectMask } from './shared.ts';

/** SHA-256 of the signed document, lower-case hex: the document stays with the office, its digest binds it. */
const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** POST /v1/authorisations: an office records what the person signed. */
export const AuthorisationRequest = z.strictObject({
  decisionPoint: Slug,
  origin: Origin,
  subject: Subject,
  /** Of the row's own; left out: all of them. */
  categories: z.optional(z.array(Slug).check(z.minLength(1), z.maxLength(60))),
  from: CivilDateString,
  /** Last day, inclusive. */
  until: CivilDateString,
  /** Lookups that it carries; a re-check is one of them. */
  uses: z.int().check(z.minimum(1), z.maximum(100)),
  evidence: z.strictObject({ kind: z.enum(['paper', 'electronic']), digest: Digest, givenOn: CivilDateString }),
});
export type AuthorisationRequest = z.infer<typeof AuthorisationRequest>;

export const AuthorisationAnswer = z.strictObject({
  authorisationId: idSchema('aut'),
  decisionPoint: Slug,
  organisation: Slug,
  subject: SubjectMask,
  categories: z.array(Slug),
  from: CivilDateString,
  until: CivilDateString,
  uses: z.strictObject({ made: z.int(), of: z.int() }),
  state: z.enum(['live', 'not-yet', 'ended', 'used-up', 'withdrawn']),
  entry: idSchema('ent'),
});
export type AuthorisationAnswer = z.infer<typeof AuthorisationAnswer>;

/** POST /v1/authorisations/{id}/withdraw: at the person's wish; works at once. */
export const WithdrawAuthorisationRequest = z.strictObject({ reason: Reason });
