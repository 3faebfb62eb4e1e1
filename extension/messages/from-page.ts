/** What a content script may ask of the worker. Types for both; the worker parses, the page side is without zod. */
import { CaseRef, Slug } from '@duecheck/core/contract';
import { IDENTITY_KINDS } from '@duecheck/core/subject';
import * as z from 'zod/mini';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** Case and subject as read in the page, at one moment. */
export const CaseRead = z.strictObject({ key: text(200), label: text(200), part: text(40) });
export const SubjectRead = z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: text(40), name: text(200) });
export type CaseRead = z.infer<typeof CaseRead>;
export type SubjectRead = z.infer<typeof SubjectRead>;

const at = { binding: Slug };
const read = { case: CaseRead, subject: SubjectRead, matter: z.nullable(text(80)) };

export const FromPage = z.discriminatedUnion('type', [
  /** Which steps are bound in this origin? */
  z.strictObject({ type: z.literal('page.hello') }),
  /** Is a check due for what this page shows? Names no person. */
  z.strictObject({ type: z.literal('page.due'), ...at, case: z.nullable(CaseRef), matter: z.nullable(text(80)) }),
  /** A deciding control was pressed and held. With a receipt in hand the answer is that its request may go. */
  z.strictObject({ type: z.literal('gate.press'), ...at, control: Slug, ...read }),
  /** The released request was answered, or must not go any more. `status`: as the page could see it. */
  z.strictObject({
    type: z.literal('gate.end'),
    why: z.enum(['response', 'pagehide', 'changed', 'timeout']),
    status: z.int(),
  }),
  /** Show the card for this case. `control`: the one that was held, if any. */
  z.strictObject({
    type: z.literal('card.open'),
    ...at,
    control: z.nullable(Slug),
    ...read,
    intro: z.enum(['check', 'look']),
    /** The card that is open already, for the same case. */
    ticket: z.nullable(z.uuid()),
  }),
  z.strictObject({ type: z.literal('card.gone'), ticket: z.uuid() }),
]);
export type FromPage = z.infer<typeof FromPage>;
