/**
 * The error catalogue: RFC 9457 problems with stable codes. One table for the gateway that writes them and the clients
 * that read them. Titles are for developers; people read `core/text`.
 */
import * as z from 'zod/mini';

export const PROBLEMS = {
  'malformed-json': [400, 'The body is not JSON.'],
  'invalid-body': [400, 'The body does not have the shape that this route takes.'],
  'unknown-field': [400, 'The body has a field that this route does not know.'],
  'invalid-query': [400, 'The address has a parameter that this route does not know, or not in its form.'],
  'body-incomplete': [400, 'The body broke off before its end.'],
  'case-missing': [400, 'No case, no lookup: the request names no case.'],
  'idempotency-key-missing': [400, 'This route needs an Idempotency-Key header.'],
  'subject-invalid': [400, 'The identity number cannot be right.'],
  'token-missing': [401, 'No access token was sent.'],
  'token-invalid': [401, 'The access token is not one that this gateway accepts.'],
  'token-expired': [401, 'The access token has expired.'],
  'role-missing': [403, 'Nobody gave this account a role for this.'],
  'origin-unbound': [403, 'No published binding joins this origin to this decision point.'],
  'cross-site': [403, 'The console answers its own pages only.'],
  'partner-closed': [403, 'This partner is closed; nothing is opened or redeemed for it.'],
  'purpose-unregistered': [403, 'This partner is not registered for that purpose or origin.'],
  'not-found': [404, 'There is no such thing here, or it is not yours.'],
  'release-missing': [403, 'A second person has to let this through first.'],
  'unknown-decision-point': [404, 'The application list has no such decision point in force.'],
  'idempotency-running': [409, 'The same request is still running.'],
  'subject-mismatch': [409, 'This case belongs to another person.'],
  'state-conflict': [409, 'The decision is in another state than this step needs.'],
  'hearing-period-running': [409, 'The period to be heard has not ended.'],
  'check-not-fresh': [409, 'The check is older than the row allows; check again.'],
  'recheck-required': [409, 'The adverse decision takes effect only after a fresh check of the same case.'],
  'ground-gone': [409, 'A record that the proposed measure rests on has ended; nothing is left to give notice of.'],
  'draft-changed': [409, 'Somebody has changed this draft, or taken its next step; read it again.'],
  'body-too-large': [413, 'The body is larger than this route takes.'],
  'unsupported-media-type': [415, 'This route does not take a body of this media type.'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request.'],
  'measure-not-offered': [422, 'The outcome of this check offers no such measure.'],
  'measures-unanswered': [422, 'Every restriction on offer wants an answer: taken, or not taken and why.'],
  'ground-required': [
    422,
    'Without known findings an adverse decision must say that it does not rest on credit records.',
  ],
  'batch-not-allowed': [422, 'This row is checked one by one.'],
  'batch-empty': [422, 'The list names nobody.'],
  'batch-too-long': [422, 'The list has more subjects than one batch takes.'],
  'batch-unreadable': [422, 'The file is no list that can be read.'],
  'type-not-imported': [422, 'The data catalogue has no such record type that is imported.'],
  'statement-unknown': [422, 'A statement names no field of this record type.'],
  'rejects-key-wrong': [422, 'The key for refused rows is no public X25519 or P-256 key as JWK.'],
  'quota-exceeded': [422, 'The organisation’s subjects of the day are used up.'],
  'lookups-exceeded': [422, 'The caller’s lookups of the day are used up.'],
  'sessions-exceeded': [422, 'The partner’s sessions of the day are used up.'],
  'row-not-for-partners': [422, 'No person hands anything over at this row.'],
  'row-needs-no-authorisation': [422, 'This row rests on a duty; there is nothing to authorise.'],
  'categories-not-of-row': [422, 'The authorisation names categories that this row never sees.'],
  'same-person': [422, 'Whoever asks cannot let it through; another person must.'],
  'deferral-invalid': [422, 'The deferral is not one that this gateway can verify.'],
  'sealed-unreadable': [422, 'The sealed body cannot be opened with any key that is still kept.'],
  'template-invalid': [422, 'The template cannot be filled; `errors` says where.'],
  'template-incomplete': [422, 'The template leaves out what such a paper must say; `errors` names each part.'],
  'draft-faulty': [422, 'The draft has faults that `errors` names; such a binding is not signed.'],
  'alert-changed': [409, 'Somebody has taken a step about this alert, or it is past this one; read it again.'],
  'own-acts': [403, 'It is about your own acts; somebody else reviews it.'],
  'search-too-broad': [422, 'The search took too long; give it a narrower time, or one more column.'],
  'clock-backwards': [422, 'The legal clock moves forward only.'],
  internal: [500, 'A fault of ours. The request id finds it in the log.'],
  unavailable: [503, 'The gateway cannot answer safely now. Try again later.'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** application/problem+json */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.optional(z.string()),
  requestId: z.string(),
  /** Where in the body, as JSON Pointers (RFC 6901); never the values. In a text also where in it, both counted from 1. */
  errors: z.optional(
    z.array(
      z.strictObject({
        pointer: z.string(),
        code: z.string(),
        line: z.optional(z.int()),
        column: z.optional(z.int()),
      }),
    ),
  ),
});
export type Problem = z.infer<typeof Problem>;
