import { addDays, type CivilDate } from '@duecheck/core/time';
import type { ApplicantKind, Application } from '../permits/applications.ts';
import { personName } from './names.ts';
import type { Random } from './random.ts';
import type { RegistryEntry } from './types.ts';

const FIRST = 41;
const ITEMS = [
  {
    itemCode: 'XK-FOOD-BUSINESS',
    item: '食品经营许可',
    materials: [
      ['申请人身份证明', true],
      ['营业执照', true],
      ['经营场所布局图', true],
      ['食品安全管理制度', false],
      ['从业人员健康证明', false],
    ],
  },
  {
    itemCode: 'XK-ROAD-OCCUPATION',
    item: '临时占用道路许可',
    materials: [
      ['申请人身份证明', true],
      ['交通组织方案', true],
      ['占用范围图', true],
      ['周边告知记录', false],
    ],
  },
] as const;

const kindOf = ({ kind, type }: RegistryEntry): ApplicantKind => {
  if (kind !== 'uscc') return '个人';
  return type === 'individual-business' ? '个体工商户' : '法人';
};

/**
 * Rows of the permit system: the window's own figures first, all of them for a food business and without the papers that
 * may follow; then the crowd, the last third of whom were decided on some days ago.
 */
export function permitApplications(
  random: Random,
  today: CivilDate,
  figures: readonly RegistryEntry[],
  crowd: readonly RegistryEntry[],
): Application[] {
  const shown = [...figures, ...crowd];
  const firstDecided = shown.length - Math.floor(crowd.length / 3);
  return shown.map((one, i) => {
    const { materials, ...item } = i < figures.length ? ITEMS[0] : random.pick(ITEMS);
    const decided = i >= firstDecided;
    const at = (days: number) =>
      `${addDays(today, -days)} ${random.int(10, 16)}:${random.int(10, 59)}:${random.int(10, 59)}`;
    return {
      id: `3308992026${String(FIRST + i).padStart(6, '0')}`,
      acceptanceNo: `XK-2026-${String(FIRST + i).padStart(4, '0')}`,
      ...item,
      applicantKind: kindOf(one),
      name: one.name,
      number: one.number,
      representative: one.kind === 'uscc' ? personName(random) : '',
      premises: `示例路 ${random.int(1, 400)} 号`,
      // 1990000… is a range that no operator has given out.
      phone: `1990000${String(random.int(0, 9999)).padStart(4, '0')}`,
      materials: materials.map(([title, key]) => ({ title, key, received: key || decided || random.next() < 0.3 })),
      submittedAt: at(random.int(0, 2)),
      status: decided ? '已受理' : '待受理',
      opinion: decided ? '材料齐全，予以受理。' : '',
      deferredUntil: '',
      handledBy: decided ? '林娜' : '',
      handledAt: decided ? at(random.int(3, 13)) : '',
    };
  });
}
