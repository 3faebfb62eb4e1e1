/** What a content script may ask of the worker. Types for both; the worker parses, the page side is without zod. */
import { Slug, StalePart } from '@duecheck/core/contract';
import { IDENTITY_KINDS } from '@duecheck/core/subject';
import * as z from 'zod/mini';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** Case and subject as read in the page, at one moment. */
export const CaseRead = z.strictObject({ key: text(200), label: text(200), part: text(40) });
export const SubjectRead = z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: text(40), name: text(200) });
export type CaseRead = z.infer<typeof CaseRead>;
export type SubjectRead = z.infer<typeof SubjectRead>;

/** What a page says that does not say all; the clerk types the rest (`page/read.ts`, PartRead). */
export const PartRead = z.strictObject({
  case: z.nullable(CaseRead),
  number: z.nullable(z.pick(SubjectRead, { kind: true, number: true })),
  masked: z.nullable(text(80)),
  name: z.nullable(text(200)),
});
export type PartRead = z.infer<typeof PartRead>;

/** Why the clerk has to type: the page hides a part, has changed beyond its binding, sent a decision past its controls, or names nobody. */
export const FillWhy = z.enum(['masked', 'stale', 'blocked', 'no-person']);
export type FillWhy = z.infer<typeof FillWhy>;

const at = { binding: Slug };
/** Who presses once it may go: we the held control, or the clerk the page's own one, which takes longer. */
const by = z.enum(['replay', 'hand']);
const read = { case: CaseRead, subject: SubjectRead, matter: z.nullable(text(80)) };

export const FromPage = z.discriminatedUnion('type', [
  /** Which steps are bound in this origin? */
  z.strictObject({ type: z.literal('page.hello') }),
  /** Is a check due for what this page shows? Names no person. */
  z.strictObject({ type: z.literal('page.due'), ...at, case: z.nullable(CaseRead), matter: z.nullable(text(80)) }),
  /** The same of the rows of a list that are in view. */
  z.strictObject({
    type: z.literal('page.rows'),
    ...at,
    rows: z.array(z.strictObject({ case: CaseRead, matter: z.nullable(text(80)) })).check(z.maxLength(60)),
  }),
  /** What does a number mean that stands in the page? Looked at, and kept nowhere. */
  z.strictObject({ type: z.literal('page.number'), kind: z.enum([...IDENTITY_KINDS, 'detect']), text: text(80) }),
  /** A record page says whom a case is about, word for word (`Binding.record`). */
  z.strictObject({ type: z.literal('page.seen'), ...at, key: text(200), number: text(80), name: text(200) }),
  /** Whom did a record page of this tab say that this case is about? */
  z.strictObject({ type: z.literal('page.person'), ...at, key: text(200) }),
  /** The form that this step is in has gone. */
  z.strictObject({ type: z.literal('page.left'), ...at }),
  /** A deciding control was pressed and held. With a receipt in hand the answer is that its request may go. */
  z.strictObject({ type: z.literal('gate.press'), ...at, control: Slug, by, ...read }),
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
  /** Show the card for a case that the page does not name whole. */
  z.strictObject({
    type: z.literal('card.ask'),
    ...at,
    control: z.nullable(Slug),
    parts: PartRead,
    matter: z.nullable(text(80)),
    why: FillWhy,
    ticket: z.nullable(z.uuid()),
  }),
  z.strictObject({ type: z.literal('card.gone'), ticket: z.uuid() }),
  /** What was typed in this card is decided on, and the page says as much as it did: its request may go. */
  z.strictObject({ type: z.literal('gate.go'), ticket: z.uuid(), control: Slug, by }),
  /** The page has changed beyond its binding. Names no person and no case. */
  z.strictObject({
    type: z.literal('page.stale'),
    ...at,
    parts: z.array(StalePart).check(z.minLength(1), z.maxLength(5)),
  }),
]);
export type FromPage = z.infer<typeof FromPage>;
