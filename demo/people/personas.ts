import { addDays, type CivilDate } from '@duecheck/core/time';
import { residentId, uscc } from './numbers.ts';
import type { RecordPlan } from './records.ts';
import type { RegistryEntry } from './types.ts';

/** One figure of a persona's day (domain/PERSONAS). */
export interface DayFigure {
  readonly persona:
    | 'hr-clerk'
    | 'household-officer'
    | 'title-office'
    | 'awards-office'
    | 'permit-clerk'
    | 'partner'
    | 'auditor'
    | 'credit-office'
    | 'citizen';
  /** What the day needs them for. */
  readonly part: string;
  readonly subject: RegistryEntry;
  readonly records: readonly RecordPlan[];
}

const plan = (type: string, situation: RecordPlan['situation'], more: Partial<RecordPlan> = {}): RecordPlan => ({
  type,
  situation,
  ...more,
});

/** Everybody whom the nine days speak of: the same numbers and names for every seed. */
export function dayFigures(today: CivilDate): DayFigure[] {
  let n = 0;
  const person = (name: string, type: RegistryEntry['type'] = 'individual'): RegistryEntry => {
    n += 1;
    return { kind: 'resident-id', number: residentId('18980505', 700 + n), name, type };
  };
  const body = (head: string, type: RegistryEntry['type'], name: string, days = 4000): RegistryEntry => {
    n += 1;
    return { kind: 'uscc', number: uscc(head, 900_000 + n), name, type, establishedOn: addDays(today, -days) };
  };
  const figure = (persona: DayFigure['persona'], part: string, subject: RegistryEntry, ...records: RecordPlan[]) => ({
    persona,
    part,
    subject,
    records,
  });
  const tomorrow = addDays(today, 1);

  return [
    figure(
      'hr-clerk',
      'the one match',
      person('许明安'),
      plan('serious-dishonesty-listing', 'effective', { behaviour: 'serious-refusal-duty' }),
    ),
    figure('hr-clerk', 'the name that does not match', person('何晓舟')),
    figure(
      'household-officer',
      'green channel possible',
      person('顾清晏'),
      plan('positive-listing', 'without-end', { behaviour: 'moral-model' }),
    ),
    figure(
      'household-officer',
      'green channel possible',
      person('司徒望'),
      plan('positive-listing', 'without-end', { behaviour: 'outstanding-volunteer' }),
    ),
    figure(
      'title-office',
      'ends before the meeting',
      person('程怀瑾'),
      plan('title-review-integrity', 'ending-tomorrow'),
    ),
    figure('title-office', 'in force', person('梁景行'), plan('title-review-integrity', 'effective')),
    figure('title-office', 'in force', person('田若谷'), plan('title-review-integrity', 'effective')),
    figure('title-office', 'disputed', person('尹思齐'), plan('title-review-integrity', 'disputed')),
    figure('awards-office', 'on a list', person('贺秋实'), plan('serious-dishonesty-listing', 'effective')),
    figure('awards-office', 'repaired this morning', person('龚云帆'), plan('serious-dishonesty-listing', 'repaired')),
    figure(
      'awards-office',
      'a body with a government record',
      body('11', 'government-body', '演示机关表彰推荐局'),
      plan('government-dishonesty', 'effective'),
    ),
    figure('permit-clerk', 'three years clean', body('91', 'organisation', '衢州示例清净餐饮有限公司')),
    figure('permit-clerk', 'too young for three years', body('91', 'organisation', '衢州示例新设餐饮有限公司', 400)),
    figure(
      'permit-clerk',
      'case 41: a related penalty, minor, put right',
      body('92', 'individual-business', '演示餐饮店四十一号'),
      plan('penalty', 'corrected', { behaviour: 'administrative-penalty-final', domain: 'food-drug' }),
    ),
    figure(
      'permit-clerk',
      'a positive record beside a penalty elsewhere',
      body('91', 'organisation', '衢州样例环保有限公司'),
      plan('positive-listing', 'without-end', { behaviour: 'honour-award' }),
      plan('penalty', 'effective', { domain: 'environment' }),
    ),
    figure(
      'partner',
      'shares a benefit',
      person('陶听雨'),
      plan('positive-listing', 'without-end', { behaviour: 'honour-award' }),
    ),
    figure('partner', 'nothing to hand over', person('邹观澜'), plan('judgment-debtor', 'effective')),
    ...['一', '二', '三', '四', '五', '六', '七', '八', '九'].map((nth) =>
      figure('auditor', 'a colleague looked up at night', person(`同事${nth}`, 'civil-servant')),
    ),
    figure('auditor', 'a famous name', person('名人甲')),
    figure(
      'credit-office',
      'objection due tomorrow',
      person('柳新晴'),
      plan('penalty', 'disputed', { disputeDueBy: tomorrow }),
    ),
    figure(
      'credit-office',
      'objection due tomorrow',
      person('苗春生'),
      plan('judgment-debtor', 'disputed', { disputeDueBy: tomorrow }),
    ),
    figure(
      'credit-office',
      'objection due tomorrow',
      body('91', 'organisation', '衢州演示异议有限公司'),
      plan('penalty', 'disputed', { disputeDueBy: tomorrow }),
    ),
    figure(
      'credit-office',
      'not reported on working day 6',
      body('11', 'government-body', '演示机关迟报局'),
      plan('government-dishonesty', 'effective', { fields: { reportedOn: '' } }),
    ),
    figure(
      'citizen',
      'a general penalty, shown for some months yet',
      person('俞白露'),
      plan('penalty', 'effective', { behaviour: 'administrative-penalty-final' }),
    ),
    figure(
      'awards-office',
      'a firm on the list of abnormal operations',
      body('91', 'organisation', '衢州示例失联商贸有限公司'),
      plan('abnormal-operations', 'effective'),
    ),
  ];
}
