/** Parts that several routes share. */
import * as z from 'zod/mini';
import { IDENTITY_KINDS } from '../subject/index.ts';

/**
 * What can be kept and committed to: no U+0000, which PostgreSQL's text lacks, and no half of a surrogate pair, which
 * RFC 8785 §3.2.2.2 refuses. (`isWellFormed` is younger than our oldest browser.)
 */
const keepable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** Free text of at most `max` UTF-16 units. */
export const textUpTo = (max: number) => z.string().check(z.maxLength(max), z.refine(keepable));
const text = (max: number) => textUpTo(max).check(z.minLength(1));

/** A whole number behind the `?`, where everything is text. */
export const numberFromText = (most: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,7}$/)),
    z.pipe(
      z.transform((digits: string) => Number(digits)),
      z.int().check(z.maximum(most)),
    ),
  );

export const Slug = z.string().check(z.maxLength(80), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
/** UTC, ISO 8601 with milliseconds: the gateway's clock. */
export const Instant = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  // A month 13 is no time at all, and compares as neither early nor late.
  z.refine((text) => !Number.isNaN(Date.parse(text))),
);
/** Civil date in Asia/Shanghai. */
export const CivilDateString = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
export const Origin = z.string().check(z.maxLength(300), z.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/));
/** Of a page: no fragment, nobody's password. */
export const PageUrl = z
  .string()
  .check(z.maxLength(500), z.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[^\s#@\\]*)?$/));
export const Reason = text(500);
export const Effect = z.enum(['favourable', 'adverse', 'neutral']);
export type Effect = z.infer<typeof Effect>;
/** Of a request. `chosen`: it carries whichever decision was chosen in the form, and its receipt alone says which. */
export const RequestEffect = z.enum([...Effect.options, 'chosen']);
export type RequestEffect = z.infer<typeof RequestEffect>;

/**
 * `key` is what the decision request carries (often the id in its URL), `label` what people read; `part` tells several
 * people under one case apart (PROTOCOL, Check).
 */
export const Case = z.strictObject({ key: text(200), label: text(200), part: z._default(text(40), '1') });
export type Case = z.infer<typeof Case>;
export const CaseRef = z.strictObject({ key: text(200), part: z._default(text(40), '1') });
export type CaseRef = z.infer<typeof CaseRef>;

export const Subject = z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: text(40), name: text(200) });
export type Subject = z.infer<typeof Subject>;

export const SubjectMask = z.strictObject({ number: z.string(), name: z.string() });
