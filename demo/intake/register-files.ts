/** Registers of persons and bodies, and what a person chooses to show of himself. */
import { company, day, documentNumber, type OfficeFile, person } from './office-file.ts';

export const REGISTER_FILES: readonly OfficeFile[] = [
  {
    type: 'person-identity',
    name: '自然人基础信息.csv',
    form: 'csv-gb18030',
    subject: person,
    // The last column is on the deny list: it is dropped as it is read, and the report names it.
    row: ({ name, number }) => ({ 姓名: name, 证件类型: '居民身份证', 公民身份号码: number, 血型: 'A' }),
  },
  {
    type: 'organisation-identity',
    name: '法人基础信息.xlsx',
    form: 'xlsx',
    subject: company,
    row: ({ name, number }, n) => ({
      机构全称: name,
      统一社会信用代码: number,
      法定代表人: person(n).name,
      成立日期: day(n),
      登记状态: '存续',
    }),
  },
  {
    type: 'self-chosen-statement',
    name: '本人选择出示的声明.ndjson',
    form: 'ndjson',
    subject: person,
    row: ({ name, number }, n) => ({
      姓名: name,
      公民身份号码: number,
      声明内容: '三年内无失信记录',
      截至时间: `${day(n)} 09:00:00`,
      平台签名: '演示签名',
      失效时间: '2028-06-30T18:00:00',
      认定单位: '演示市信用办',
      文书号: documentNumber('演声字', n),
      目录项编号: 'DEMO-0603',
    }),
  },
];
