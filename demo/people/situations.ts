import type { RecordState } from '@duecheck/core/assess';
import { addDays, addTerm, type CivilDate } from '@duecheck/core/time';
import type { Random } from './random.ts';

/** Where a record stands today: its state, and its days. */
export interface Standing {
  readonly state: RecordState;
  readonly decidedOn: CivilDate;
  readonly publishUntil: CivilDate | null;
  readonly useUntil: CivilDate | null;
  readonly retainUntil: CivilDate | null;
  readonly disputeDueBy?: CivilDate;
}

const back = (today: CivilDate, days: number): CivilDate => addDays(today, -days);

/** Decided `days` ago, published for `months`; kept five years (浙江省公共信用信息管理条例 第十六条). */
function published(today: CivilDate, days: number, months: number, state: RecordState): Standing {
  const decidedOn = back(today, days);
  const publishUntil = addTerm(decidedOn, { months });
  return { state, decidedOn, publishUntil, useUntil: publishUntil, retainUntil: addTerm(decidedOn, { years: 5 }) };
}

/** Published so that the last day is `last`. */
function ending(today: CivilDate, last: CivilDate): Standing {
  const decidedOn = back(today, 365);
  return {
    state: 'effective',
    decidedOn,
    publishUntil: last,
    useUntil: last,
    retainUntil: addTerm(decidedOn, { years: 5 }),
  };
}

/** Every way for a record to be, or no longer to be (DESIGN §1.6, §1.7). */
const SITUATIONS = {
  effective: (today, random) => published(today, random.int(5, 150), 12, 'effective'),
  disputed: (today, random) => ({
    ...published(today, random.int(5, 120), 12, 'disputed'),
    disputeDueBy: addDays(today, random.int(1, 20)),
  }),
  corrected: (today, random) => published(today, random.int(5, 150), 12, 'corrected'),
  repaired: (today, random) => published(today, random.int(100, 150), 12, 'repaired'),
  withdrawn: (today, random) => published(today, random.int(5, 150), 12, 'withdrawn'),
  sealed: (today, random) => published(today, random.int(5, 150), 12, 'sealed'),
  'ended-yesterday': (today) => ending(today, back(today, 1)),
  'ending-today': (today) => ending(today, today),
  'ending-tomorrow': (today) => ending(today, addDays(today, 1)),
  'without-end': (today, random) => ({
    state: 'effective',
    decidedOn: back(today, random.int(5, 1500)),
    publishUntil: null,
    useUntil: null,
    retainUntil: null,
  }),
  'long-over': (today, random) => published(today, random.int(1200, 1800), 12, 'effective'),
  'retention-over': (today) => published(today, 5 * 366 + 10, 36, 'effective'),
} as const satisfies Record<string, (today: CivilDate, random: Random) => Standing>;

export type Situation = keyof typeof SITUATIONS;
export const SITUATION_NAMES = Object.keys(SITUATIONS) as Situation[];

export const standing = (situation: Situation, today: CivilDate, random: Random): Standing =>
  SITUATIONS[situation](today, random);
