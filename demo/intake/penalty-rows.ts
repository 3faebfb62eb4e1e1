/** Rows of administrative penalties as offices deliver them, in the layouts of 2018 and 2016. Nobody in them exists. */

import { personName } from '../people/names.ts';
import { residentId } from '../people/numbers.ts';
import { createRandom } from '../people/random.ts';

export const PENALTY_2018 = [
  '行政相对人名称',
  '行政相对人类别',
  '行政相对人代码_1（统一社会信用代码）',
  '行政相对人代码_2（工商注册号）',
  '行政相对人代码_3（组织机构代码）',
  '法定代表人',
  '法定代表人证件号码',
  '自然人证件类型',
  '自然人证件号码',
  '行政处罚决定书文号',
  '违法行为类型',
  '违法事实',
  '处罚依据',
  '处罚类别',
  '处罚内容',
  '罚款金额（万元）',
  '处罚决定日期',
  '公示截止期',
  '处罚机关',
  '处罚机关统一社会信用代码',
  '失信程度',
  '处罚程序',
  '是否确定',
  '目录项编号',
] as const;

/** Full-width underscores, and codes 2 and 3 in the other order. */
export const PENALTY_2016 = [
  '行政处罚决定书文号',
  '处罚名称',
  '处罚类别1',
  '处罚事由',
  '处罚依据',
  '行政相对人名称',
  '行政相对人代码＿1(统一社会信用代码)',
  '行政相对人代码＿2(组织机构代码)',
  '行政相对人代码＿3(工商登记码)',
  '行政相对人代码＿5(居民身份证号)',
  '处罚结果',
  '处罚生效期',
  '处罚截止期',
  '处罚机关',
  '当前状态',
  '数据更新时间戳',
] as const;

const DAYS_OF_BIRTH = 3652;

/** A number of the 1890s that no other `n` below three million has. */
export function numberOf(n: number): string {
  const day = new Date(Date.UTC(1890, 0, 1 + (n % DAYS_OF_BIRTH))).toISOString().slice(0, 10).replaceAll('-', '');
  return residentId(day, Math.floor(n / DAYS_OF_BIRTH) % 1000);
}

/** @param n makes the row; the same `n` makes the same one again */
export function penaltyRow(n: number): Record<(typeof PENALTY_2018)[number], string> {
  return {
    行政相对人名称: personName(createRandom(`penalty-${n % 1000}`)),
    行政相对人类别: '自然人',
    '行政相对人代码_1（统一社会信用代码）': '',
    '行政相对人代码_2（工商注册号）': '',
    '行政相对人代码_3（组织机构代码）': '',
    法定代表人: '',
    法定代表人证件号码: '',
    自然人证件类型: '身份证',
    自然人证件号码: numberOf(n),
    行政处罚决定书文号: `演罚字〔2026〕${n + 1}号`,
    违法行为类型: '演示违法行为',
    违法事实: '演示事实，\n分两行写。',
    处罚依据: '演示依据',
    处罚类别: '罚款',
    处罚内容: '演示内容',
    '罚款金额（万元）': '0.500000',
    处罚决定日期: '2026-3-9',
    公示截止期: '',
    处罚机关: '演示市综合行政执法局',
    处罚机关统一社会信用代码: '113308990000000190',
    失信程度: '一般',
    处罚程序: '普通程序',
    是否确定: '是',
    目录项编号: 'DEMO-0301',
  };
}
