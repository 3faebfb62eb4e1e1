/** The rules that a house starts with; the office publishes others (docs/review.md). Thresholds: set on seeds `training-1` to `-8`. */
import type { ReviewRules } from './rules.ts';

/** An export of the host that failed is sent again within days. */
const NO_CASE = { sign: 'no-case', afterDays: 3 } as const;
/** Leave, papers to come: three weeks are nothing unusual. */
const UNDECIDED = { sign: 'undecided', afterDays: 25 } as const;
/** Nothing in the office's own work accounts for it. */
const UNACCOUNTED = [NO_CASE, UNDECIDED] as const;

const OFF_HOURS = { sign: 'off-hours', from: '07:00', until: '20:00', daysOff: 'count' } as const;

const common = { state: 'on', of: ['look-up'], days: 1, either: [], atLeast: 1 } satisfies Partial<ReviewRules[number]>;

export const SHIPPED_RULES: ReviewRules = [
  {
    ...common,
    id: 'no-case',
    title: { zh: '没有对应案件', en: 'No case behind it' },
    per: 'act',
    // Missing as well: a week is enough to tell (precision on the training seeds 0.81; after twenty-five days it is 0.82).
    all: [NO_CASE, { sign: 'undecided', afterDays: 7 }, { sign: 'outside-round' }],
  },
  {
    ...common,
    id: 'off-hours',
    title: { zh: '非工作时间查询', en: 'Outside working hours' },
    per: 'act',
    all: [OFF_HOURS, { sign: 'outside-round' }],
    either: [...UNACCOUNTED],
  },
  {
    ...common,
    id: 'colleague',
    title: { zh: '查询本单位人员', en: 'A colleague' },
    per: 'act',
    all: [{ sign: 'colleague' }, { sign: 'outside-round' }],
    either: [...UNACCOUNTED, OFF_HOURS],
  },
  {
    ...common,
    id: 'same-surname',
    title: { zh: '与经办人同姓', en: 'Of the clerk’s own surname' },
    per: 'day',
    days: 30,
    all: [{ sign: 'same-surname' }, { sign: 'outside-round' }, UNDECIDED],
    atLeast: 2,
  },
  {
    ...common,
    id: 'listed',
    title: { zh: '名单内人员', en: 'A person on the list' },
    per: 'act',
    all: [{ sign: 'listed' }],
  },
  {
    ...common,
    id: 'volume',
    title: { zh: '查询量异于平日', en: 'Far more than on other days' },
    per: 'day',
    all: [{ sign: 'outside-round' }],
    either: [...UNACCOUNTED],
    atLeast: 4,
    past: { days: 30, times: 1.2, few: 20 },
  },
  {
    ...common,
    id: 'id-walk',
    title: { zh: '连号查询', en: 'Numbers in a row' },
    per: 'neighbours',
    all: [{ sign: 'outside-round' }],
    atLeast: 3,
  },
  {
    ...common,
    id: 'never-decided',
    title: { zh: '屡查未决', en: 'Looked up, never decided' },
    per: 'day',
    days: 6,
    all: [{ sign: 'outside-round' }, UNDECIDED],
    atLeast: 5,
    past: { days: 30, times: 2, few: 6 },
  },
  {
    ...common,
    id: 'ways-round',
    title: { zh: '屡次紧急放行或自称中断', en: 'Break-glass or claimed outages again and again' },
    of: ['break-glass', 'claimed-outage'],
    per: 'day',
    days: 21,
    all: [{ sign: 'alone' }],
    atLeast: 3,
    onDays: 3,
  },
  {
    ...common,
    id: 'beyond-round',
    title: { zh: '批量名单超出本轮', en: 'A list beyond its round' },
    per: 'round',
    all: [{ sign: 'in-round' }],
    either: [NO_CASE],
    atLeast: 4,
    share: 0.05,
  },
];
