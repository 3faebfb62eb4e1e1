import { addDays, type CivilDate } from '@duecheck/core/time';
import type { Nominee } from '../awards/nominees.ts';
import type { Random } from './random.ts';
import { TOUR } from './tour.ts';
import type { RegistryEntry } from './types.ts';

const NOMINATORS = ['市总工会', '市妇联', '市工商联', '柯城区委宣传部', '衢江区委宣传部'];
const DEEDS = '示例事迹：诚实守信，热心公益，群众评价良好。';

/**
 * Rows of the awards system, people and bodies: `figures` of the awards office's day first and always at the same numbers, a
 * name that does not match, then some of the crowd, the last third of whom were decided on days ago.
 */
export function awardNominees(
  random: Random,
  today: CivilDate,
  figures: readonly RegistryEntry[],
  crowd: readonly RegistryEntry[],
): Nominee[] {
  const shown = [...figures, { ...TOUR.mismatch.shown, kind: 'resident-id' as const }, ...crowd];
  const firstDecided = shown.length - Math.floor(crowd.length / 3);
  return shown.map(({ name, number, kind }, at) => {
    const decided = at >= firstDecided;
    return {
      id: 300_301 + at,
      number: `PX-2026-${String(301 + at).padStart(4, '0')}`,
      name,
      kind: kind === 'uscc' ? '单位' : '个人',
      idNumber: number,
      nominatedBy: random.pick(NOMINATORS),
      award: kind === 'uscc' ? '市诚信示范单位' : '市诚信道德模范',
      awardCode: 'BZ-MODEL-2026',
      deeds: DEEDS,
      status: decided ? '审核通过' : '待审核',
      opinion: decided ? '事迹属实，同意推荐。' : '',
      handledBy: decided ? '许静' : '',
      handledAt: decided ? `${addDays(today, -random.int(3, 13))} 10:${random.int(10, 59)}:${random.int(10, 59)}` : '',
    };
  });
}
