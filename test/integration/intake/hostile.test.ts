/** Files that nobody should send. Never a crash, always a reason per row, and the sums add up. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { encodeGb18030 } from '../../../demo/intake/gb18030.ts';
import { numberOf, PENALTY_2018, penaltyRow } from '../../../demo/intake/penalty-rows.ts';
import { sheetXml, workbook, zip } from '../../../demo/intake/workbook.ts';
import type { FileReport } from '../../../gateway/intake/import-file.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const headers: string[] = [...PENALTY_2018];
let people = 0;
/** A row of a new person, with some cells another way. */
const row = (over: Record<string, string> = {}): string[] => {
  people += 1;
  const cells: Record<string, string> = { ...penaltyRow(people), ...over };
  return headers.map((header) => cells[header] ?? '');
};
const csv = (...rows: string[][]): string => csvText([headers, ...rows]);

const files = {
  'an empty file': () => ['empty.csv', '', { rows: 0 }],
  'blanks only': () => ['blank.csv', '\n\n  \n', { rows: 0 }],
  'a header and nothing else': () => ['header.csv', csv(), { rows: 0 }],
  'no header': () => ['bare.csv', csvText([row(), row()]), { rows: 2, reasons: { 'no-header': 2 } }],
  noise: () => ['noise.bin', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)), { taken: 0 }],
  'GB 18030 with a broken byte in one row': () => [
    'broken-gbk.csv',
    Buffer.concat([encodeGb18030(csv(row(), row())), encodeGb18030(csvText([row()])).fill(0xff, 3, 4)]),
    { rows: 3, taken: 2, reasons: { 'characters-lost': 1 } },
  ],
  'UTF-8 with half a character in one row': () => [
    'broken-utf8.csv',
    Buffer.concat([Buffer.from(csv(row(), row())), Buffer.from([0xe6]), Buffer.from(csvText([row()]))]),
    { rows: 3, taken: 2, reasons: { 'characters-lost': 1 } },
  ],
  'a ten-megabyte cell': () => [
    'long-cell.csv',
    csv(row(), row({ 违法事实: '长'.repeat(3_500_000) }), row()),
    { rows: 3, taken: 2, reasons: { 'cell-too-long': 1 } },
  ],
  'a quote that never closes': () => [
    'open-quote.csv',
    `${csv(row(), row())}"甲,乙\n丙,丁\n`,
    { rows: 3, taken: 2, reasons: { quotes: 1 } },
  ],
  'text after a closing quote': () => [
    'bad-quote.csv',
    `${csv(row())}"甲"乙,丙\n${csvText([row()])}`,
    { rows: 3, taken: 2, reasons: { quotes: 1 } },
  ],
  formulas: () => [
    'formula.csv',
    csv(row({ 违法事实: '=cmd|calc' }), row({ 自然人证件号码: `="${numberOf(50_001)}"` })),
    { rows: 2, taken: 1, reasons: { formula: 1 } },
  ],
  'control and bidi characters': () => [
    'control.csv',
    csv(row({ 行政相对人名称: '王\u202E明' }), row({ 处罚内容: '\u0000' }), row({ 处罚机关: '局\u0007长' })),
    { rows: 3, taken: 0, reasons: { 'control-characters': 3 } },
  ],
  'emoji, rare and private-use characters in names': () => [
    'names.csv',
    csv(...['张😀', '李𬱖', '𠮷䶮', '王\uE123', '买买提·艾力', '⿰王莹'].map((name) => row({ 行政相对人名称: name }))),
    { rows: 6, taken: 6 },
  ],
  'headers that come twice and agree, or not': () => {
    const twice = [...headers, '处罚机关'];
    const organ = '演示市综合行政执法局';
    return [
      'twice.csv',
      csvText([twice, [...row(), organ], [...row(), '另一机关'], [...row(), '']]),
      {
        rows: 3,
        taken: 2,
        reasons: { 'columns-disagree': 1 },
      },
    ];
  },
  'a hundred columns': () => {
    const more = Array.from({ length: 100 }, (_, n) => `自定义${n}`);
    return [
      'wide.csv',
      csvText([
        [...headers, ...more],
        [...row(), ...more],
      ]),
      { rows: 1, taken: 1 },
    ];
  },
  'cells beyond the header': () => [
    'beyond.csv',
    csvText([headers, [...row(), '多出来的']]),
    { rows: 1, reasons: { columns: 1 } },
  ],
  'what the rules keep out': () => [
    'kept-out.csv',
    csv(
      row({ 处罚程序: '简易程序' }),
      row({ 是否确定: '否' }),
      row({ 目录项编号: '' }),
      row({ 处罚内容: '企业信用等级降为C' }),
      row({ 自然人证件号码: '330***********0010' }),
      row({ 行政处罚决定书文号: '' }),
      row({ 处罚决定日期: '2199-01-01' }),
      row({ 处罚决定日期: '2026-02-30' }),
      row({ 失信程度: '很坏' }),
      row({ 自然人证件号码: '', '行政相对人代码_2（工商注册号）': '330800000000001' }),
    ),
    {
      rows: 10,
      taken: 0,
      reasons: {
        'simplified-procedure': 1,
        'not-final': 1,
        'no-item': 1,
        rating: 1,
        'subject-masked': 1,
        'document-number-missing': 1,
        'date-future': 1,
        'date-invalid': 1,
        'value-unknown': 1,
        'subject-old-number': 1,
      },
    },
  ],
  'a workbook with formulas and dates': () => [
    'formula.xlsx',
    workbook([headers, row({ 处罚机关: '=A1' }), row({ 处罚决定日期: '#46000' })]),
    { rows: 2, taken: 1, reasons: { formula: 1 } },
  ],
  'a workbook cut short': () => [
    'cut.xlsx',
    workbook([headers, row()]).subarray(0, 400),
    { reasons: { 'not-a-workbook': 1 } },
  ],
  'an archive that is no workbook': () => [
    'other.xlsx',
    zip([{ name: 'a.txt', data: Buffer.from('a') }]),
    { reasons: { 'not-a-workbook': 1 } },
  ],
  'a workbook of before 2007': () => [
    'old.xls',
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    { reasons: { 'old-workbook': 1 } },
  ],
  'a bomb': () => [
    'bomb.xlsx',
    zip([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(80 * 1024 ** 2, ' ') }]),
    { reasons: { 'workbook-too-large': 1 } },
  ],
  'a bomb that lies about its size': () => ['liar.xlsx', lyingArchive(), { reasons: { 'rest-unreadable': 1 } }],
  'entities that breed': () => [
    'entities.xlsx',
    zip([
      {
        name: 'xl/worksheets/sheet1.xml',
        data: Buffer.from(
          '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet><sheetData><row><c><v>&c;</v></c></row></sheetData></worksheet>',
        ),
      },
    ]),
    { reasons: { 'not-a-workbook': 1 } },
  ],
  'lines that are no objects': () => [
    'lines.ndjson',
    ['{', '[]', '{"a":{"b":1}}', '{"a":"\\ud800"}', JSON.stringify(penaltyRow(60_000))].join('\n'),
    { rows: 5, taken: 1, reasons: { 'not-json': 2, 'nested-value': 1, 'date-missing': 1 } },
  ],
} satisfies Record<string, () => [name: string, content: string | Uint8Array, expected: Partial<FileReport>]> as Record<
  string,
  () => [string, string | Uint8Array, Partial<FileReport>]
>;

describe('a hostile folder', () => {
  it.each(Object.keys(files))('%s', async (what) => {
    const [name, content, expected] = (files[what] as (typeof files)[string])();
    const report = await office.import(office.write(name, content), 'penalty');
    expect(report).toMatchObject(expected);
    expect(report.taken + report.refused + report.repeated).toBe(report.rows);
    const counted = Object.values(report.reasons).reduce((sum, n) => sum + n, 0);
    expect(counted).toBe(report.refused);
    const lines = report.rejects === null ? [] : readFileSync(report.rejects, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(report.refused);
    // Without a key there are codes and headers, and nothing of the rows.
    for (const line of lines) expect(Object.keys(JSON.parse(line))).toEqual(['line', 'code', 'columns']);
  });
});

/** Says half of what it holds: a reader that believes it would take them all. */
function lyingArchive(): Uint8Array {
  const data = Buffer.from(sheetXml([headers, ...Array.from({ length: 5000 }, () => row())]));
  const archive = Buffer.from(zip([{ name: 'xl/worksheets/sheet1.xml', data }]));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const said = Buffer.alloc(4);
  said.writeUInt32LE(data.length >> 1);
  for (let at = archive.indexOf(size); at >= 0; at = archive.indexOf(size, at + 1)) said.copy(archive, at);
  return archive;
}
