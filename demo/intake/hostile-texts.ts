/** CSV and NDJSON that nobody should send. */
import { csvText } from './csv.ts';
import { encodeGb18030 } from './gb18030.ts';
import { csv, HEADERS, type HostileFile } from './hostile-file.ts';
import { numberOf, penaltyRow } from './penalty-rows.ts';

const ORGAN = '演示市综合行政执法局';

export const HOSTILE_TEXTS: readonly HostileFile[] = [
  { what: 'an empty file', name: 'empty.csv', content: () => '' },
  { what: 'blanks only', name: 'blank.csv', content: () => '\n\n  \n' },
  { what: 'a mark and nothing else', name: 'mark.csv', content: () => '\uFEFF' },
  { what: 'a folder with the name of a file', name: 'folder.csv', content: null },
  { what: 'a header and nothing else', name: 'header.csv', content: () => csv() },
  { what: 'no header', name: 'bare.csv', content: (row) => csvText([row(), row()]) },
  {
    what: 'a header that comes again, as where two files were joined',
    name: 'joined.csv',
    content: (row) => `${csv(row())}${csv(row())}`,
  },
  {
    what: 'noise',
    name: 'noise.bin',
    content: () => Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
  },
  { what: 'NULs and nothing else', name: 'nuls.csv', content: () => Buffer.alloc(64 * 1024) },
  {
    what: 'NULs where a disk lost its blocks',
    name: 'lost-block.csv',
    content: (row) =>
      Buffer.concat([Buffer.from(csv(row(), row())), Buffer.alloc(4096), Buffer.from(csvText([row()]))]),
  },
  {
    what: 'GB 18030 with a broken byte in one row',
    name: 'broken-gbk.csv',
    content: (row) =>
      Buffer.concat([encodeGb18030(csv(row(), row())), encodeGb18030(csvText([row()])).fill(0xff, 3, 4)]),
  },
  {
    what: 'UTF-8 with half a character in one row',
    name: 'broken-utf8.csv',
    content: (row) =>
      Buffer.concat([Buffer.from(csv(row(), row())), Buffer.from([0xe6]), Buffer.from(csvText([row()]))]),
  },
  {
    what: 'UTF-8 that goes on in GB 18030',
    name: 'two-encodings.csv',
    content: (row) => Buffer.concat([Buffer.from(csv(row(), row())), encodeGb18030(csvText([row()]))]),
  },
  {
    what: 'GB 18030 that goes on in UTF-8',
    name: 'two-encodings-gbk.csv',
    content: (row) => Buffer.concat([encodeGb18030(csv(row(), row())), Buffer.from(csvText([row()]))]),
  },
  {
    what: 'UTF-16 without its mark',
    name: 'utf16-unmarked.csv',
    content: (row) => Buffer.from(csv(row()), 'utf16le'),
  },
  {
    what: 'UTF-16 cut in the middle of a character',
    name: 'utf16-cut.csv',
    content: (row) => Buffer.from(`\uFEFF${csv(row(), row({ 目录项编号: '' }))}号`, 'utf16le').subarray(0, -1),
  },
  {
    what: 'a ten-megabyte cell',
    name: 'long-cell.csv',
    content: (row) => csv(row(), row({ 违法事实: '长'.repeat(3_500_000) }), row()),
  },
  {
    what: 'a quote that never closes',
    name: 'open-quote.csv',
    content: (row) => `${csv(row(), row())}"甲,乙\n丙,丁\n`,
  },
  {
    what: 'text after a closing quote',
    name: 'bad-quote.csv',
    content: (row) => `${csv(row())}"甲"乙,丙\n${csvText([row()])}`,
  },
  { what: 'a file cut short', name: 'cut.csv', content: (row) => csv(row(), row()).slice(0, -40) },
  {
    what: 'lines that end as on an old Macintosh',
    name: 'carriage-returns.csv',
    content: (row) => csv(row({ 违法事实: '演示' }), row({ 违法事实: '演示' })).replaceAll('\r\n', '\r'),
  },
  {
    what: 'formulas',
    name: 'formula.csv',
    content: (row) => csv(row({ 违法事实: '=cmd|calc' }), row({ 自然人证件号码: `="${numberOf(950_001)}"` })),
  },
  {
    what: 'control and bidi characters',
    name: 'control.csv',
    content: (row) =>
      csv(row({ 行政相对人名称: '王\u202E明' }), row({ 处罚内容: '\u0000' }), row({ 处罚机关: '局\u0007长' })),
  },
  {
    what: 'emoji, rare and private-use characters in names',
    name: 'names.csv',
    content: (row) =>
      csv(
        ...['张😀', '李𬱖', '𠮷䶮', '王\uE123', '买买提·艾力', '⿰王莹'].map((name) => row({ 行政相对人名称: name })),
      ),
  },
  {
    what: 'headers that come twice and agree, or not',
    name: 'twice.csv',
    content: (row) =>
      csvText([
        [...HEADERS, '处罚机关'],
        [...row(), ORGAN],
        [...row(), '另一机关'],
        [...row(), ''],
      ]),
  },
  {
    what: 'a hundred columns more',
    name: 'wide.csv',
    content: (row) => {
      const more = Array.from({ length: 100 }, (_, n) => `自定义${n}`);
      return csvText([
        [...HEADERS, ...more],
        [...row(), ...more],
      ]);
    },
  },
  {
    what: 'cells beyond the header',
    name: 'beyond.csv',
    content: (row) => csvText([HEADERS, [...row(), '多出来的'], [...row(), ...Array<string>(20_000).fill('0')]]),
  },
  {
    what: 'what the rules keep out',
    name: 'kept-out.csv',
    content: (row) =>
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
  },
  {
    what: 'a page of a web system, saved as a workbook',
    name: 'page.xls',
    content: (row) =>
      `<html><table>\n${row()
        .map((cell) => `<td>${cell.trim()}</td>`)
        .join('')}\n</table></html>\n`,
  },
  {
    what: 'lines that are no objects',
    name: 'lines.ndjson',
    content: () =>
      [
        ...['{', '[]', '{"a":{"b":1}}', '{"a":"\\ud800"}', '{"__proto__":"a","constructor":"b"}', '['.repeat(200_000)],
        JSON.stringify(penaltyRow(960_000)),
      ].join('\n'),
  },
];
