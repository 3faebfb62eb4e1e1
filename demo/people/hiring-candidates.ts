import { addDays, type CivilDate } from '@duecheck/core/time';
import type { Candidate } from '../hiring/candidates.ts';
import type { Random } from './random.ts';
import { TOUR } from './tour.ts';
import type { RegistryEntry } from './types.ts';

const POSITIONS = [
  { positionCode: 'GWY-2026-001', position: '综合管理职位（市级机关）' },
  { positionCode: 'GWY-2026-002', position: '信息技术职位（市级机关）' },
  { positionCode: 'GWY-2026-003', position: '财务审计职位（市级机关）' },
];
const UNITS = [
  '市发展改革委',
  '市财政局',
  '市审计局',
  '市大数据局',
  '市档案馆',
  '市统计局',
  '市司法局',
  '市交通运输局',
];
const ID_TYPES: Readonly<Record<string, string>> = {
  'resident-id': '居民身份证',
  'residence-permit': '港澳台居民居住证',
};
const FIRST_OF_CROWD = Math.max(...Object.values(TOUR).map(({ row }) => row)) + 1;

/**
 * Rows of the hiring system: those of the tour first and always at the same numbers, then `count` of the crowd, the last
 * third of whom were decided on some days ago.
 */
export function hiringCandidates(
  random: Random,
  today: CivilDate,
  crowd: readonly RegistryEntry[],
  count: number,
): Candidate[] {
  const adults = crowd.filter((one) => one.kind in ID_TYPES).slice(0, count);
  const shown = [
    ...Object.values(TOUR).map(({ row, shown, registered }) => ({
      row,
      ...shown,
      kind: registered?.kind ?? 'resident-id',
    })),
    ...adults.map((one, i) => ({ row: FIRST_OF_CROWD + i, ...one })),
  ];
  const firstDecided = shown.length - Math.floor(count / 3);
  return shown.map(({ row, name, number, kind }, i) => {
    const written = random.int(13_600, 16_400) / 200;
    const interview = random.int(15_200, 17_800) / 200;
    const decided = i >= firstDecided;
    return {
      id: 100_000 + row,
      registrationNo: `RL-2026-${String(row).padStart(4, '0')}`,
      name,
      idType: ID_TYPES[kind] ?? '其他',
      idNumber: number,
      // 1990000… is a range that no operator has given out.
      phone: `1990000${String(random.int(0, 9999)).padStart(4, '0')}`,
      unit: random.pick(UNITS),
      ...(i < Object.keys(TOUR).length ? (POSITIONS[0] as (typeof POSITIONS)[0]) : random.pick(POSITIONS)),
      written,
      interview,
      total: Math.round((written * 0.4 + interview * 0.6) * 100) / 100,
      rank: random.int(1, 2),
      medical: '合格',
      inspection: '已考察',
      status: decided ? '已录用' : '待审核',
      remark: decided ? '考察合格，同意录用。' : '',
      handledBy: decided ? '李敏' : '',
      handledAt: decided
        ? `${addDays(today, -random.int(3, 13))} ${random.int(10, 16)}:${random.int(10, 59)}:${random.int(10, 59)}`
        : '',
    };
  });
}
