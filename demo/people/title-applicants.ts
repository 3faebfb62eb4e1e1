import { addDays, type CivilDate } from '@duecheck/core/time';
import type { Applicant } from '../titles/applicants.ts';
import type { Random } from './random.ts';
import type { RegistryEntry } from './types.ts';

const FIRST = 101;
const SERIES = [
  { series: '工程系列', seriesCode: 'ZC-ENG', titles: ['工程师', '高级工程师'] },
  { series: '卫生系列', seriesCode: 'ZC-HEALTH', titles: ['主治医师', '副主任医师'] },
  { series: '中小学教师系列', seriesCode: 'ZC-TEACH', titles: ['一级教师', '高级教师'] },
] as const;
const UNITS = [
  '衢州示例建设集团有限公司',
  '衢州演示设计研究院',
  '衢州样例人民医院',
  '衢州演示第一小学',
  '衢州示例检测有限公司',
];

/**
 * Rows of the title-review system: the office's own figures first, in engineering and undecided, then `count` of the
 * crowd, the last third of whom were decided on some days ago.
 */
export function titleApplicants(
  random: Random,
  today: CivilDate,
  figures: readonly RegistryEntry[],
  crowd: readonly RegistryEntry[],
): Applicant[] {
  const shown = [...figures, ...crowd];
  const firstDecided = shown.length - Math.floor(crowd.length / 3);
  return shown.map(({ name, number }, i) => {
    const { titles, ...series } = i < figures.length ? SERIES[0] : random.pick(SERIES);
    const decided = i >= firstDecided;
    const at = (days: number) =>
      `${addDays(today, -days)} ${random.int(10, 16)}:${random.int(10, 59)}:${random.int(10, 59)}`;
    return {
      id: 200_000 + FIRST + i,
      applicationNo: `ZC-2026-${String(FIRST + i).padStart(4, '0')}`,
      name,
      idNumber: number,
      unit: random.pick(UNITS),
      ...series,
      title: random.pick(titles),
      degree: random.pick(['本科', '硕士', '博士']),
      years: random.int(5, 24),
      papers: random.int(0, 6),
      achievements: random.int(1, 9),
      submittedAt: at(random.int(20, 40)),
      status: decided ? '通过' : '待审核',
      opinion: decided ? '材料齐全，符合申报条件。' : '',
      handledBy: decided ? '李敏' : '',
      handledAt: decided ? at(random.int(3, 13)) : '',
    };
  });
}
