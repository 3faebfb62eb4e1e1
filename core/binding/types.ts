/**
 * A site binding: what a page *is*, as data. It says which step a page shows, where subject and case are, which controls
 * decide and which requests carry the decision. It holds no policy: whether a check is due is the catalogue's to say
 * (DESIGN §5; after the habit of bitwarden/map-the-web).
 */
import * as z from 'zod/mini';
import { Effect, Origin, RequestEffect, Slug } from '../contract/shared.ts';
import { IDENTITY_KINDS } from '../subject/index.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));

/**
 * How to find one thing in a page; user-facing locators first, CSS as a fallback. Alternatives are tried in order; two
 * visible matches of one locator fail loudly.
 */
export const Locator = z.union([
  /**
   * A form control, or the text beside a label, by the label's words (without ：, * and spaces). `in`: inside of the open shadow
   * root or same-origin frame that this selector finds.
   */
  z.strictObject({ label: text, in: z.optional(text) }),
  /** The cell of this row under the column header with these words. */
  z.strictObject({ column: text }),
  /** A button, link or submit control by its words, spaces ignored (确 定 = 确定). */
  z.strictObject({ button: text, in: z.optional(text) }),
  /** `>>>` crosses into open shadow roots and same-origin frames. */
  z.strictObject({ css: text }),
]);
export type Locator = z.infer<typeof Locator>;
const Locators = z.array(Locator).check(z.minLength(1), z.maxLength(8));

/** A case number in the page's address: an RE2-compatible regular expression with exactly one group. */
const FromUrl = z.strictObject({ url: text });
export const Where = z.union([Locators, FromUrl]);
export type Where = z.infer<typeof Where>;

/** A path of the same origin; `{key}` is the case key, or what leads to it. */
const RecordAddress = z.string().check(z.maxLength(200), z.regex(/^\/(?!\/).*\{key\}/));

const CaseAddress = z.string().check(z.maxLength(200), z.regex(/^\/(?!\/).*\{(key|label)\}/));

/** A container that shows the step: by CSS, and by the words of its title where one dialog serves several purposes. */
export const Container = z.strictObject({ css: text, title: z.optional(text) });
export type Container = z.infer<typeof Container>;

/** A field whose choice makes the press this decision: a select, radios or what is styled as such, by an option's words or value. */
const When = z.strictObject({ field: Locators, is: z.array(text).check(z.minLength(1), z.maxLength(20)) });

export const Control = z.strictObject({
  id: Slug,
  locate: Locators,
  effect: Effect,
  /** Several controls may then share one button. A choice that none of them names decides nothing. */
  when: z.optional(When),
  /** `sends`: this control sends the decision request; `opens`: it opens a further step that will. */
  acts: z.enum(['opens', 'sends']),
  /**
   * The further step of what `opens`: a box that names nobody, and what sends the decision in it. Whom the container
   * showed when this control was pressed counts; the control itself is let be, since it sends nothing.
   */
  confirm: z.optional(z.strictObject({ container: Container, locate: Locators })),
});
export type Control = z.infer<typeof Control>;

export const DecisionHttpRequest = z.strictObject({
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']),
  /** RE2-compatible, over path and query, anchored; for the declarativeNetRequest rule and the enforcement point alike. */
  path: text,
  effect: RequestEffect,
  /**
   * Where the case key is: group 1 of `path`, or only in the body (then layer 4 cannot tell whose receipt it is). `several`:
   * group 1 names more than one case; never let go, since a receipt is for one person.
   */
  case: z.enum(['path', 'body', 'several']),
});
export type DecisionHttpRequest = z.infer<typeof DecisionHttpRequest>;

/** Whole in one place, or in several, in the order in which it is written: family name first in Chinese. */
const Name = z.union([Locators, z.strictObject({ parts: z.array(Locators).check(z.minLength(2), z.maxLength(4)) })]);
export type NameWhere = z.infer<typeof Name>;

/**
 * A table that leads to this step, so that everybody in it can be checked at once: read for a batch by a clerk's press, never
 * by itself. In each row number, name and case are found as in a container.
 */
export const TableOfStep = z.strictObject({
  /** Of the page that the table is on; `Binding.page` where left out. */
  page: z.optional(text),
  rows: text,
  number: Locators,
  name: Name,
  case: Locators,
  label: z.optional(Locators),
  /** What leads to the next page of it; without it the clerk turns pages. */
  next: z.optional(Locators),
});
export type TableOfStep = z.infer<typeof TableOfStep>;

/**
 * The page that says who a case is about, where the page that decides names nobody. Number and name are found in it as
 * `subject` says. What a clerk saw of it in the same tab counts for ten minutes.
 */
export const RecordPage = z.strictObject({
  /** Of the record page, over path, query and hash. */
  page: text,
  container: Container,
  /** Which case it is about: the same key as the case of the step. */
  key: Where,
  /** Where the host's own page of one record is: asked for at the moment of decision, with the clerk's session. */
  address: z.optional(RecordAddress),
});
export type RecordPage = z.infer<typeof RecordPage>;

export const Binding = z.strictObject({
  id: Slug,
  version: z.int().check(z.positive()),
  title: z.strictObject({ zh: text, en: text }),
  /** The organ in whose name this step is decided. */
  organisation: Slug,
  origin: Origin,
  /** Of the page, over path, query and hash. RE2-compatible, anchored. */
  page: text,
  decisionPoint: Slug,
  container: Container,
  /** Where person, case and matter stand where the container does not hold them: behind a dialog, or with `^` in the page around. */
  about: z.optional(Container),
  subject: z.strictObject({
    kind: z.enum([...IDENTITY_KINDS, 'detect']),
    number: Locators,
    name: Name,
    /** `required`: a field that is mounted but hidden does not count. */
    visible: z.enum(['required', 'any']),
  }),
  case: z.strictObject({
    key: Where,
    label: z.optional(Where),
    part: z.optional(Where),
    /** Where the system opens one case, for a list that leads there: path, query and hash with `{key}` or `{label}`. */
    address: z.optional(CaseAddress),
  }),
  record: z.optional(RecordPage),
  matter: z.optional(z.union([Where, z.strictObject({ fixed: text })])),
  table: z.optional(TableOfStep),
  controls: z.array(Control).check(z.minLength(1)),
  requests: z.array(DecisionHttpRequest),
  /** One request decides on a whole round and names no case: a set receipt passes it once (PROTOCOL, authorize). */
  bulk: z.optional(z.literal(true)),
  enforcement: z.enum(['hold', 'ui-only', 'observe']),
  /**
   * A newer version for some browsers first, beside the one for all: for `share` of a hundred. Each browser draws by itself
   * (`core/binding/staged.ts`).
   */
  rollout: z.optional(z.strictObject({ share: z.int().check(z.minimum(1), z.maximum(99)) })),
  disabled: z.optional(z.literal(true)),
});
export type Binding = z.infer<typeof Binding>;

export const BindingList = z.strictObject({
  format: z.literal('duecheck/bindings/1'),
  version: z.string(),
  bindings: z.array(Binding),
});
export type BindingList = z.infer<typeof BindingList>;
