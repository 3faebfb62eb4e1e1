/** Workbooks that nobody should send. */
import { HEADERS, type HostileFile, type MakeRow } from './hostile-file.ts';
import { sheetXml, workbook, zip } from './workbook.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const ofSheet = (xml: string): Uint8Array => zip([{ name: SHEET, data: Buffer.from(xml) }]);
/** The sheet of two good rows, with some of its text another way. */
const sheetWith = (row: MakeRow, change: (xml: string) => string): Uint8Array =>
  ofSheet(change(sheetXml([HEADERS, row(), row()])));

export const HOSTILE_WORKBOOKS: readonly HostileFile[] = [
  {
    what: 'a workbook with formulas and dates',
    name: 'formula.xlsx',
    content: (row) => workbook([HEADERS, row({ 处罚机关: '=A1' }), row({ 处罚决定日期: '#46000' })]),
  },
  {
    what: 'a workbook that calls itself CSV',
    name: 'workbook.csv',
    content: (row) => workbook([HEADERS, row()]),
  },
  {
    what: 'a workbook cut short',
    name: 'cut.xlsx',
    content: (row) => workbook([HEADERS, row()]).subarray(0, 400),
  },
  {
    what: 'an archive without its last bytes',
    name: 'cut-at-end.xlsx',
    content: (row) => workbook([HEADERS, row()]).subarray(0, -10),
  },
  {
    what: 'an archive whose sheet was damaged',
    name: 'damaged.xlsx',
    content: (row) => Buffer.from(ofSheet(sheetXml([HEADERS, row(), row()]))).fill(0xff, 300, 340),
  },
  {
    what: 'an archive that is no workbook',
    name: 'other.xlsx',
    content: () => zip([{ name: 'a.txt', data: Buffer.from('a') }]),
  },
  { what: 'an archive with nothing in it', name: 'nothing.xlsx', content: () => zip([]) },
  {
    what: 'a workbook of before 2007',
    name: 'old.xls',
    content: () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  },
  {
    what: 'a sheet that ends in the middle of a row',
    name: 'cut-sheet.xlsx',
    content: (row) => sheetWith(row, (xml) => xml.slice(0, -200)),
  },
  {
    what: 'rows and cells that say impossible places',
    name: 'places.xlsx',
    content: (row) =>
      sheetWith(row, (xml) =>
        xml
          .replace('<row r="2">', '<row r="second">')
          .replace('</row></sheetData>', '<c r="ZZZZ3"><v>1</v></c></row></sheetData>'),
      ),
  },
  {
    what: 'a cell that refers to a text which is not there',
    name: 'no-text.xlsx',
    content: (row) =>
      sheetWith(row, (xml) => xml.replace('<c t="inlineStr"><is><t>演示依据</t></is></c>', '<c t="s"><v>7</v></c>')),
  },
  {
    what: 'a cell of ten megabytes',
    name: 'long-cell.xlsx',
    content: (row) => workbook([HEADERS, row({ 违法事实: '长'.repeat(3_500_000) }), row()]),
  },
  {
    what: 'a bomb',
    name: 'bomb.xlsx',
    content: () => zip([{ name: SHEET, data: Buffer.alloc(80 * 1024 ** 2, ' ') }]),
  },
  { what: 'a bomb that lies about its size', name: 'liar.xlsx', content: lyingArchive },
  {
    what: 'thirty megabytes of elements within elements',
    name: 'nested.xlsx',
    content: () => zip([{ name: SHEET, data: Buffer.alloc(30 * 1024 ** 2, '<a>') }]),
  },
  {
    what: 'two million shared texts that nobody refers to',
    name: 'texts.xlsx',
    content: (row) =>
      zip([
        { name: 'xl/sharedStrings.xml', data: Buffer.from(`<sst>${'<si><t/></si>'.repeat(2_000_000)}</sst>`) },
        { name: SHEET, data: Buffer.from(sheetXml([HEADERS, row()])) },
      ]),
  },
  {
    what: 'entities that breed',
    name: 'entities.xlsx',
    content: () =>
      ofSheet(
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet><sheetData><row><c><v>&c;</v></c></row></sheetData></worksheet>',
      ),
  },
];

/** Says half of what it holds: a reader that believes it would take them all. */
function lyingArchive(row: MakeRow): Uint8Array {
  const data = Buffer.from(sheetXml([HEADERS, ...Array.from({ length: 5000 }, () => row())]));
  const archive = Buffer.from(zip([{ name: SHEET, data }]));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const said = Buffer.alloc(4);
  said.writeUInt32LE(data.length >> 1);
  for (let at = archive.indexOf(size); at >= 0; at = archive.indexOf(size, at + 1)) said.copy(archive, at);
  return archive;
}
