/**
 * How long a record is published, used and kept (DESIGN §3.5). What the file says stands, within what the rules allow; what
 * it does not say is computed by a named rule, or the row is refused. Nothing else sets a day.
 *
 * - Order 36 of 2025 (信用修复管理办法): classes of severity; `catalogue.severities` holds the months. Without a repair the
 *   longest period of the class runs; the shortest is when a repair may be asked for. A minor one is not published as a
 *   rule, so without a stated day there is nothing to keep.
 * - 浙江省公共信用信息管理条例 art. 16: adverse information is kept and disclosed for five years from its determination. A
 *   list reports again whoever is still on it, so no entry of a list without a last day outlives five years by itself,
 *   长期 or not.
 * - A sanction or ban with a term of its own is used until that term ends: the law that set it says so.
 * - 个人信息保护法 art. 19: what has ended is not kept longer than the rules above ask for.
 */
import { addDays, addTerm, type CivilDate } from '@duecheck/core/time';
import { remembered } from './remembered.ts';
import type { OfficeDate } from './values/dates.ts';

export interface TermsInput {
  readonly type: string;
  readonly polarity: 'adverse' | 'positive' | 'basic';
  readonly severity: 'minor' | 'general' | 'serious' | undefined;
  /** Months of the classes (`publishMonths.max`). */
  readonly classMonths: Readonly<Record<'minor' | 'general' | 'serious', number>>;
  readonly decidedOn: CivilDate;
  /** 公示截止期. */
  readonly published: OfficeDate;
  /** Last day of the sanction, ban, record or validity itself. */
  readonly ends: OfficeDate;
  /** Day of removal from a list. */
  readonly removed: OfficeDate;
}

export interface Terms {
  readonly publishUntil: CivilDate | null;
  readonly useUntil: CivilDate | null;
  readonly retainUntil: CivilDate | null;
  /** `capped`: the file said a later day than the rules allow. */
  readonly how: 'stated' | 'computed' | 'capped' | 'open';
}

const RETENTION_YEARS = 5;
/** Their organ takes people off again; nobody is listed for life. */
const LISTS: ReadonlySet<string> = new Set([
  'abnormal-operations',
  'judgment-debtor',
  'serious-dishonesty-listing',
  'tax-dishonesty',
]);

/** @returns null: nothing says how long */
export function termsOf(input: TermsInput): Terms | 'term-unknown' | 'minor-class-unpublished' {
  return input.polarity === 'adverse' ? adverseTerms(input) : openTerms(input);
}

function adverseTerms(input: TermsInput): Terms | 'term-unknown' | 'minor-class-unpublished' {
  const { decidedOn, published, ends } = input;
  const retention = after(decidedOn, RETENTION_YEARS * 12);
  // A penalty's own 处罚有效期 is not a term of use: its class sets that.
  if (ends !== 'empty' && ends !== 'invalid' && input.type !== 'penalty') {
    const stated = dayOf(ends);
    const term = stated === null && LISTS.has(input.type) ? retention : stated;
    const publish = published === 'empty' ? term : earlier(dayOf(published), term);
    const how = term === stated ? 'stated' : 'capped';
    return untilRemoved(input, { publishUntil: publish, useUntil: term, how }, retention);
  }
  const cap = capOf(input, retention);
  if (published !== 'empty') {
    const stated = dayOf(published);
    const day = earlier(stated, cap) as CivilDate;
    const how = stated === day ? 'stated' : 'capped';
    return untilRemoved(input, { publishUntil: day, useUntil: day, how }, retention);
  }
  if (input.severity === 'minor') return 'minor-class-unpublished';
  if (input.severity === undefined && input.type === 'penalty') return 'term-unknown';
  return untilRemoved(input, { publishUntil: cap, useUntil: cap, how: 'computed' }, retention);
}

/** The last day that the rules allow: of the class; of the longest class, where a penalty's is unsaid; or five years. */
function capOf({ type, severity, classMonths, decidedOn }: TermsInput, retention: CivilDate): CivilDate {
  if (severity !== undefined) return after(decidedOn, classMonths[severity]);
  return type === 'penalty' ? after(decidedOn, classMonths.serious) : retention;
}

/** From the day of removal on it is as if never listed (DESIGN §1.6). */
function untilRemoved(
  { removed, decidedOn }: TermsInput,
  terms: Omit<Terms, 'retainUntil'>,
  retention: CivilDate,
): Terms {
  const off = dayOf(removed);
  const cut = (day: CivilDate | null) => (off === null ? day : earlier(day, later(addDays(off, -1), decidedOn)));
  const useUntil = cut(terms.useUntil);
  return {
    publishUntil: cut(terms.publishUntil),
    useUntil,
    retainUntil: useUntil === null ? null : later(retention, useUntil),
    how: terms.how,
  };
}

/** Honours, licences, commitments: as long as they hold. Without a stated end until their organ withdraws them. */
function openTerms({ published, ends, removed }: TermsInput): Terms {
  const end = earlier(earlier(dayOf(ends), dayOf(published)), dayOf(removed));
  return { publishUntil: end, useUntil: end, retainUntil: end, how: end === null ? 'open' : 'stated' };
}

const after = (day: CivilDate, months: number): CivilDate => counted(`${day}/${months}`);
const counted = remembered((key) => {
  const [day = '', months] = key.split('/');
  return addTerm(day as CivilDate, { months: Number(months) });
});

const dayOf = (date: OfficeDate): CivilDate | null => (typeof date === 'object' ? date.day : null);
/** null is without end. */
const earlier = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null ? b : b === null || a < b ? a : b;
const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
