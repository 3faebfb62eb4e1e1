/**
 * Rules over one clerk's day. The same for the gateway's job, a back-test and the benchmark: what was raised can be computed again by
 * anybody who has the columns.
 */
import { addDays, type CivilDate } from '../time/index.ts';
import type { Act } from './acts.ts';
import type { Grouping, ReviewRule, ReviewRules, Sign, SignName } from './rules.ts';
import { hasSign, type Seen } from './signs.ts';

/** What an alert says, in numbers. */
export interface Because {
  readonly per: Grouping;
  /** How many days the group reaches back over. */
  readonly days: number;
  /** Acts that it rests on; persons where the grouping is `round` or `neighbours`. */
  readonly acts: number;
  /** The same of what was counted. */
  readonly counted: number;
  /** Local time of the first that it rests on, `HH:MM`. */
  readonly time: string;
  /** At how many of those that it rests on each sign was seen, the rule's order kept. */
  readonly signs: readonly { readonly sign: SignName; readonly acts: number }[];
  /** The clerk's own past: on the busiest of so many days. null where the rule does not ask. */
  readonly past: { readonly days: number; readonly most: number } | null;
}

export interface Raised {
  readonly rule: string;
  readonly day: CivilDate;
  /** What tells it from another alert of the same rule, clerk and day. */
  readonly about: string;
  /** Ids, oldest first. */
  readonly entries: readonly string[];
  readonly because: Because;
}

/** With fewer days of work to compare with, a past says nothing. */
const FEWEST_DAYS = 5;

/** How many days before the day itself a set of rules looks back. */
export const reachOf = (rules: ReviewRules): number =>
  Math.max(
    0,
    ...rules.map(
      ({ days, past, all, either }) =>
        Math.max(days - 1, past?.days ?? 0) + Math.max(0, ...[...all, ...either].map(lookBack)),
    ),
  );

const lookBack = (sign: Sign): number => ('withinDays' in sign ? sign.withinDays : 0);

/** @param seen the clerk's acts up to that day's end, at least `reachOf` days back, oldest first */
export function reviewDay(rules: ReviewRules, day: CivilDate, seen: Seen): Raised[] {
  return rules.flatMap((rule) => (rule.state === 'on' ? raisedBy(rule, day, seen) : []));
}

function raisedBy(rule: ReviewRule, day: CivilDate, seen: Seen): Raised[] {
  const first = addDays(day, 1 - rule.days);
  const counted = seen.acts.filter((act) => {
    return act.day >= first && act.day <= day && counts(rule, act, seen);
  });
  if (!counted.some((act) => act.day === day)) return [];
  const past = pastOf(rule, day, seen);
  return [...groups(rule.per, counted)].flatMap((group) => raise(rule, day, { group, past, seen }) ?? []);
}

const counts = (rule: ReviewRule, act: Act, seen: Seen): boolean =>
  rule.of.includes(act.kind) && rule.all.every((sign) => hasSign(act, sign, seen));

function groups(per: Grouping, acts: readonly Act[]): Iterable<readonly Act[]> {
  if (per === 'act') return acts.map((act) => [act]);
  const nameOf: Record<Exclude<Grouping, 'act'>, (act: Act) => string | null> = {
    day: () => '',
    round: ({ round }) => round,
    subject: ({ subject }) => subject,
    neighbours: ({ neighbourhood }) => neighbourhood,
  };
  return gather(acts, nameOf[per]).values();
}

/** (`Map.groupBy` is younger than our oldest browser.) What has no name is in no group. */
function gather(acts: readonly Act[], nameOf: (act: Act) => string | null): Map<string, Act[]> {
  const gathered = new Map<string, Act[]>();
  for (const act of acts) {
    const name = nameOf(act);
    if (name !== null) {
      const group = gathered.get(name) ?? [];
      group.push(act);
      gathered.set(name, group);
    }
  }
  return gathered;
}

interface Grouped {
  readonly group: readonly Act[];
  readonly past: Because['past'];
  readonly seen: Seen;
}

function raise(rule: ReviewRule, day: CivilDate, { group, past, seen }: Grouped): Raised | null {
  const rests =
    rule.either.length === 0 ? group : group.filter((act) => rule.either.some((sign) => hasSign(act, sign, seen)));
  const [first] = rests;
  const firstToday = rests.find((act) => act.day === day);
  // What was so before is said already; a new act says it anew.
  if (first === undefined || firstToday === undefined) return null;
  if (size(rule, rests) < rule.atLeast || size(rule, rests) < (rule.share ?? 0) * size(rule, group)) return null;
  if (new Set(rests.map(({ day: on }) => on)).size < (rule.onDays ?? 1)) return null;
  if (rule.past !== undefined && size(rule, group) < leastOf(rule.past, past)) return null;
  return {
    rule: rule.id,
    day,
    about: rule.per === 'day' ? 'day' : firstToday.entry,
    entries: rests.map(({ entry }) => entry),
    because: {
      per: rule.per,
      days: rule.days,
      acts: size(rule, rests),
      counted: size(rule, group),
      time: first.time,
      signs: signsAt(rule, rests, seen),
      past,
    },
  };
}

/** A round's list is looked up again at each download: whoever is on it counts once. */
const size = ({ per }: ReviewRule, acts: readonly Act[]): number =>
  per === 'neighbours' || per === 'round' ? new Set(acts.map(({ subject }) => subject)).size : acts.length;

function signsAt(rule: ReviewRule, rests: readonly Act[], seen: Seen): Because['signs'] {
  const signs = [...rule.all, ...rule.either].map((sign) => ({
    sign: sign.sign,
    acts: rests.filter((act) => hasSign(act, sign, seen)).length,
  }));
  return signs.filter(({ acts }) => acts > 0);
}

/** The busiest of the clerk's own stretches of the same length, all of them before this one, counted in the same way. */
function pastOf(rule: ReviewRule, day: CivilDate, seen: Seen): Because['past'] {
  if (rule.past === undefined) return null;
  const first = addDays(day, -rule.past.days);
  const last = addDays(day, -rule.days);
  const before = seen.acts.filter((act) => act.day >= first && act.day <= last);
  const counted = before.filter((act) => counts(rule, act, seen)).map((act) => act.day);
  const ends = [...new Set(counted)];
  const most = ends.map((end) => {
    const begin = addDays(end, 1 - rule.days);
    return counted.filter((one) => one >= begin && one <= end).length;
  });
  return { days: new Set(before.map((act) => act.day)).size, most: Math.max(0, ...most) };
}

const leastOf = ({ times, few }: NonNullable<ReviewRule['past']>, past: Because['past']): number =>
  past === null || past.days < FEWEST_DAYS ? few : times * Math.max(1, past.most);
