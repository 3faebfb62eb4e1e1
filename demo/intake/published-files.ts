/** What offices publish within seven working days (双公示), in the layouts of 2018 and 2016, and registrations to practise. */
import type { CivilDate } from '@duecheck/core/time';
import { company, day, documentNumber, type OfficeFile, person, validity } from './office-file.ts';
import { type PENALTY_2016, PENALTY_2018, penaltyRow } from './penalty-rows.ts';

const ORGAN = '演示市综合行政执法局';
const ORGAN_CODE = '113308990000000190';

export const PUBLISHED_FILES: readonly OfficeFile[] = [
  {
    type: 'penalty',
    name: '行政处罚-2018.csv',
    form: 'csv-gb18030',
    subject: person,
    row: ({ name, number }, n) => {
      const cells = penaltyRow(n);
      const own = { 行政相对人名称: name, 自然人证件号码: number, 处罚决定日期: day(n) };
      return {
        ...Object.fromEntries(PENALTY_2018.map((header) => [header, cells[header]])),
        ...own,
        信用行为编号: 'administrative-penalty-final',
      };
    },
  },
  {
    type: 'penalty',
    name: '行政处罚-2016.csv',
    form: 'csv-with-mark',
    // The form of 2016 knows neither class, procedure nor finality, and is older than the catalogue of items.
    stated: { 目录项编号: 'DEMO-0301', 失信程度: '严重', 处罚程序: '普通程序', 是否确定: '是' },
    subject: person,
    row: ({ name, number }, n) => {
      const cells: Record<(typeof PENALTY_2016)[number], string> = {
        行政处罚决定书文号: documentNumber('演罚旧字', n),
        处罚名称: '演示处罚',
        处罚类别1: '罚款',
        处罚事由: '演示事由',
        处罚依据: '演示依据',
        行政相对人名称: name,
        '行政相对人代码＿1(统一社会信用代码)': '',
        '行政相对人代码＿2(组织机构代码)': '',
        '行政相对人代码＿3(工商登记码)': '',
        '行政相对人代码＿5(居民身份证号)': number,
        处罚结果: '演示结果',
        处罚生效期: day(n, '2026-02-02' as CivilDate),
        处罚截止期: '2099-12-31',
        处罚机关: ORGAN,
        当前状态: '0',
        数据更新时间戳: '2026-03-20 08:30:00',
      };
      return cells;
    },
  },
  {
    type: 'licence',
    name: '行政许可-27列.xlsx',
    form: 'xlsx',
    stated: { 目录项编号: 'DEMO-0201' },
    subject: company,
    row: ({ name, number }, n) => ({
      行政相对人名称: name,
      行政相对人类别: '法人及非法人组织',
      '行政相对人代码_1（统一社会信用代码）': number,
      '行政相对人代码_2（工商注册号）': '',
      '行政相对人代码_3（组织机构代码）': '',
      '行政相对人代码_4（税务登记号）': '',
      '行政相对人代码_5（事业单位证书号）': '',
      '行政相对人代码_6（社会组织登记证号）': '',
      法定代表人: person(n).name,
      法定代表人身份证号: person(n).number,
      证件类型: '',
      证件号码: '',
      行政许可决定文书名称: '演示许可决定书',
      行政许可决定文书号: documentNumber('演许字', n),
      许可类别: '普通',
      许可证书名称: '演示许可证',
      许可编号: `演许证${n + 1}`,
      许可内容: '演示许可内容',
      // A cell with a date's style holds the days since 1899-12-30: 46027 is 2026-01-05.
      许可决定日期: n % 2 === 0 ? `#${46_027 + n}` : day(n),
      有效期自: day(n),
      有效期至: validity(n),
      许可机关: '演示市行政审批局',
      许可机关统一社会信用代码: ORGAN_CODE,
      当前状态: '正常',
      数据来源单位: '演示市行政审批局',
      数据来源单位统一社会信用代码: ORGAN_CODE,
      备注: '',
    }),
  },
  {
    type: 'occupation-licence',
    name: '执业资格注册.ndjson',
    form: 'ndjson',
    subject: person,
    row: ({ name, number }, n) => ({
      xm: name,
      zjlx: '居民身份证',
      sfzh: number,
      zczsmc: '演示执业证书',
      zczsbh: `演执证${n + 1}`,
      zyzgdj: '一级',
      zcrq: day(n),
      zcyxqz: validity(n),
      fzdw: '演示市卫生健康委员会',
      zydwmc: '衢州示例服务有限公司',
      状态: '有效',
      目录项编号: 'DEMO-0202',
    }),
  },
];
