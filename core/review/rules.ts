/**
 * Rules of the review of look-ups (查询审查), as data that the credit office changes. A rule fires or it does not: nothing is
 * weighed, summed up over rules or kept of a person beside the alerts themselves (DESIGN §1.8 protects clerks too).
 */
import * as z from 'zod/mini';
import { textUpTo } from '../contract/shared.ts';

const days = (most: number) => z.int().check(z.minimum(0), z.maximum(most));
/** Local time in Shanghai, `07:30`. */
const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/**
 * What can be seen of one act without opening a record or a person's envelope.
 *
 * `no-case`: the host's list of cases, where it tells one, has no such case `afterDays` days later. `undecided`: nobody decided in
 * that case within `afterDays` days. `off-hours`: before `from` or from `until` on; on days off too with `daysOff: 'count'`.
 * `colleague`: the person is on the roster of the clerk's own organisation. `same-surname`: the person's surname is the clerk's, by the
 * roster. `listed`: the office named this person as one whose look-ups are always reviewed. `again`: the clerk looked the same
 * person up before, under another case, within `withinDays` days. `alone`: nobody else of the organisation did the same within an hour; it is seen at break-glass and outages alone.
 */
export const Sign = z.discriminatedUnion('sign', [
  z.strictObject({ sign: z.literal('no-case'), afterDays: days(30) }),
  z.strictObject({ sign: z.literal('undecided'), afterDays: days(60) }),
  z.strictObject({
    sign: z.literal('off-hours'),
    from: TimeOfDay,
    until: TimeOfDay,
    daysOff: z.enum(['count', 'ignore']),
  }),
  z.strictObject({ sign: z.literal('colleague') }),
  z.strictObject({ sign: z.literal('same-surname') }),
  z.strictObject({ sign: z.literal('listed') }),
  z.strictObject({ sign: z.literal('in-round') }),
  z.strictObject({ sign: z.literal('outside-round') }),
  z.strictObject({ sign: z.literal('alone') }),
  z.strictObject({ sign: z.literal('again'), withinDays: days(60).check(z.minimum(1)) }),
]);
export type Sign = z.infer<typeof Sign>;
export type SignName = Sign['sign'];
export const SIGN_NAMES = [
  'no-case',
  'undecided',
  'off-hours',
  'colleague',
  'same-surname',
  'listed',
  'in-round',
  'outside-round',
  'alone',
  'again',
] as const satisfies readonly SignName[];

/** `break-glass`: asked a second person to let a case through. `claimed-outage`: a deferral that came while the gateway answered. */
export const ACT_KINDS = ['look-up', 'break-glass', 'claimed-outage'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/**
 * What an alert is about: one act; or what a clerk did on a day, in a round, about one person, or to numbers that stand next to
 * each other (all but their last four characters the same).
 */
export const GROUPINGS = ['act', 'day', 'round', 'subject', 'neighbours'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const ReviewRule = z.strictObject({
  id: z.string().check(z.maxLength(40), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  title: z.strictObject({ zh: textUpTo(60).check(z.minLength(1)), en: textUpTo(120).check(z.minLength(1)) }),
  /** `off`: kept, and raises nothing. */
  state: z.enum(['on', 'off']),
  of: z.array(z.enum(ACT_KINDS)).check(z.minLength(1), z.maxLength(ACT_KINDS.length)),
  per: z.enum(GROUPINGS),
  /** How far back a group reaches, the day itself included. */
  days: z._default(days(60).check(z.minimum(1)), 1),
  /** An act is counted where each of these holds. */
  all: z.array(Sign).check(z.maxLength(6)),
  /** The alert rests on those of the counted for which one of these holds; on all of them where there are none. */
  either: z._default(z.array(Sign).check(z.maxLength(6)), []),
  /** So many must it rest on: acts, or persons where the grouping is `round` or `neighbours`. */
  atLeast: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 1),
  /** On so many different days, of those that the group reaches over. */
  onDays: z.optional(days(60).check(z.minimum(2))),
  /** Of what is counted, so much must it rest on. */
  share: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  /**
   * Against the clerk's own past: at least `times` as many as in the busiest stretch of the same length within the `days` days before.
   * With fewer than five days of work to compare with, `few` at least must be counted instead.
   */
  past: z.optional(
    z.strictObject({
      days: days(120).check(z.minimum(5)),
      times: z.number().check(z.minimum(1), z.maximum(50)),
      few: z.int().check(z.minimum(1), z.maximum(1000)),
    }),
  ),
});
export type ReviewRule = z.infer<typeof ReviewRule>;

export const ReviewRules = z.array(ReviewRule).check(
  z.minLength(1),
  z.maxLength(40),
  z.refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'no id twice'),
);
export type ReviewRules = z.infer<typeof ReviewRules>;

/**
 * After how many days a set of rules is to be asked again about a day, ascending: what is undecided today may be decided tomorrow.
 * Always first when the day has ended.
 */
export const waitsOf = (rules: ReviewRules): number[] =>
  [
    ...new Set([
      0,
      ...rules.flatMap(({ all, either }) =>
        [...all, ...either].flatMap((sign) => ('afterDays' in sign ? sign.afterDays : [])),
      ),
    ]),
  ].sort((a, b) => a - b);
