import { addDays, type CivilDate } from '@duecheck/core/time';
import { APPLICATION_KINDS, type Application, type ApplicationKind } from '../household/applications.ts';
import type { Random } from './random.ts';
import { TOUR } from './tour.ts';
import type { RegistryEntry } from './types.ts';

const FIRST_OF_CROWD = 105;
const PLACES = ['江西省上饶市', '安徽省黄山市', '福建省南平市', '杭州市', '金华市'];
const STATIONS = ['府山派出所', '荷花派出所', '白云派出所'];

/**
 * Rows of the household registration system: `figures` of the officer's day first and always at the same numbers, a name
 * that does not match, a wrong digit, then some of the crowd, the last third of whom were decided on days ago.
 */
export function householdApplications(
  random: Random,
  today: CivilDate,
  figures: readonly RegistryEntry[],
  crowd: readonly RegistryEntry[],
): Application[] {
  const { mismatch, wrongDigit } = TOUR;
  const shown = [
    ...figures.map((one, at) => ({ row: 101 + at, ...one, kind: '人才落户' as const })),
    { row: 103, ...mismatch.shown, kind: '投靠落户' as const },
    { row: 104, ...wrongDigit.shown, kind: '投靠落户' as const },
    ...crowd.map(({ name, number }, at) => ({
      row: FIRST_OF_CROWD + at,
      name,
      number,
      kind: random.pick(Object.keys(APPLICATION_KINDS) as ApplicationKind[]),
    })),
  ];
  const firstDecided = shown.length - Math.floor(crowd.length / 3);
  return shown.map(({ row, name, number, kind }, at) => {
    const decided = at >= firstDecided;
    const appliedOn = addDays(today, -random.int(decided ? 9 : 0, decided ? 20 : 3));
    return {
      id: 200_000 + row,
      number: `LH-2026-${String(row).padStart(4, '0')}`,
      name,
      sex: Number(number.at(-2)) % 2 === 1 ? '男' : '女',
      idNumber: number,
      // 1990000… is a range that no operator has given out.
      phone: `1990000${String(random.int(0, 9999)).padStart(4, '0')}`,
      kind,
      from: random.pick(PLACES),
      to: `柯城区示例路${random.int(1, 200)}号`,
      station: random.pick(STATIONS),
      appliedOn,
      status: decided ? '已受理' : '待受理',
      opinion: decided ? '材料齐全，同意受理。' : '',
      handledBy: decided ? '吴刚' : '',
      handledAt: decided
        ? `${addDays(appliedOn, random.int(1, 3))} 10:${random.int(10, 59)}:${random.int(10, 59)}`
        : '',
    };
  });
}
