/** One question → what the platform says, before it goes out: code, rows by list, and what it says unasked. */
import type { RecordType } from '@duecheck/core/catalogue';
import type { FaultMode } from './faults.ts';
import type { Habits } from './habits.ts';
import type { Holdings } from './holdings.ts';
import { masked, maskedOther, type Row, type RowOptions, rowOf, withEmpties } from './rows.ts';

export interface Asked {
  readonly name: string;
  readonly idNumber: string;
  readonly categories: readonly string[];
}

export interface Answer {
  readonly code: string;
  readonly msg: string;
  readonly data?: unknown;
  readonly dataCount?: number | string | null;
  readonly dataTime?: string;
}

export const MESSAGES: Readonly<Record<string, string>> = {
  '00': '成功',
  '01': '无记录',
  '10': '姓名与证件号码不一致',
  '20': '无权限或未授权',
  '21': '密钥已过期',
  '22': '签名错误',
  '30': '访问过于频繁',
  '90': '系统维护中',
  '98': '参数错误',
  '99': '系统异常',
};

export const say = (code: string): Answer => ({ code, msg: MESSAGES[code] ?? '' });

export interface World {
  readonly habits: Habits;
  readonly holdings: Holdings;
  /** The day that its data stand for, `YYYY-MM-DD`. */
  readonly dataDay: string;
}

export function answerTo(asked: Asked, { habits, holdings, dataDay }: World, mode: FaultMode): Answer {
  if (mode === 'mismatch') return say('10');
  if (habits.comparesNames && holdings.compare(asked.idNumber, asked.name) === 'other') return say('10');
  const options: RowOptions = { habits, catalogue: holdings.catalogue, asOf: dataDay };
  const data: Record<string, unknown> = {};
  let count = 0;
  for (const record of holdings.of(asked.idNumber)) {
    const list = habits.lists[record.type];
    if (list === undefined || !asked.categories.includes(list)) continue;
    const type = holdings.catalogue.recordTypes.find(({ id }) => id === record.type) as RecordType;
    const rows = [rowOf(record, options)];
    if (mode === 'duplicates') rows.push(rowOf(record, options, true));
    const sent = rows.map((row) => spoilt(row, type, habits, mode));
    data[list] = [...((data[list] as Row[] | undefined) ?? []), ...sent];
    count += sent.length;
  }
  if (count === 0) return { ...say('01'), data: null, dataCount: 0 };
  if (mode === 'ok-without-data') return { ...say('00'), data: null, dataCount: null };
  const nothing = mode === 'empty-string-null' ? '' : [];
  for (const [at, list] of asked.categories.entries())
    data[list] ??= mode === 'empty-string-null' && at % 2 ? null : nothing;
  return {
    ...say('00'),
    dataCount: mode === 'rows-missing' ? count + 1 : mode === 'empty-string-null' ? String(count) : count,
    dataTime: `${dataDay} 23:30:00`,
    // Nobody asked for these. A gateway that passed them on would break two of its rules.
    data: {
      ...data,
      creditLevel: 'B',
      measures: [{ measureCode: 'M-07', name: '限制录用', basis: '', department: '' }],
    },
  };
}

function spoilt(row: Row, type: RecordType, habits: Habits, mode: FaultMode): Row {
  if (mode === 'masked-numbers') return masked(row, habits);
  if (mode === 'masked-other') return maskedOther(row, habits);
  if (mode === 'unreadable-row') return { ...row, [habits.keys.publishUntil]: '2026-02-30' };
  return mode === 'empty-string-null' ? withEmpties(row, type, habits) : row;
}
