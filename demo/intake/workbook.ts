/** A small workbook writer: enough for a table of texts, and for tests to build archives that nobody should send. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly data: Uint8Array;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const part = (name: string, xml: string): Part => ({
  name,
  data: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`),
});
const types = ['workbook', 'worksheets/sheet1', 'worksheets/sheet2', 'styles'].map((name) => {
  const kind = name === 'workbook' ? 'sheet.main' : name === 'styles' ? 'styles' : 'worksheet';
  return `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${kind}+xml"/>`;
});
const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (...all: readonly string[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;

/** Places in `cellXfs`: as it is, a built-in date (14), a date format of its own. */
const STYLES = [
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>',
  '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>',
  '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>',
].join('');

/**
 * Texts are inline; cells that begin with `=` become formulas. The first sheet is hidden, as where an office keeps the words
 * of its drop-downs.
 */
export function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  return zip([
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types.join('')}</Types>`,
    ),
    part('_rels/.rels', relations(relation('r1', 'officeDocument', 'xl/workbook.xml'))),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="选项" sheetId="1" state="hidden" r:id="r1"/><sheet name="数据" sheetId="2" r:id="r2"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(
        relation('r1', 'worksheet', 'worksheets/sheet1.xml'),
        relation('r2', 'worksheet', 'worksheets/sheet2.xml'),
        relation('r3', 'styles', 'styles.xml'),
      ),
    ),
    part('xl/styles.xml', `<styleSheet xmlns="${MAIN}">${STYLES}</styleSheet>`),
    part('xl/worksheets/sheet1.xml', sheetXml([['是'], ['否']])),
    part('xl/worksheets/sheet2.xml', sheetXml(rows)),
  ]);
}

export function sheetXml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map(cellXml).join('')}</row>`);
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** `#46000` is that number with the style of a date. */
function cellXml(text: string): string {
  if (text.startsWith('=')) return `<c><f>${escapeXml(text.slice(1))}</f><v>1</v></c>`;
  if (/^#\d+$/.test(text)) return `<c s="1"><v>${text.slice(1)}</v></c>`;
  return `<c t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`;
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** An archive (APPNOTE 4.3) of deflated parts. */
export function zip(parts: readonly Part[]): Uint8Array {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data } of parts) {
    const bytes = Buffer.from(name);
    const body = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    bodies.push(mark(LOCAL), common, bytes, body);
    directory.push(mark(CENTRAL), Buffer.from([20, 0]), common, tail, bytes);
    offset += 4 + common.length + bytes.length + body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, mark(END), end]);
}

function mark(signature: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature, 0);
  return bytes;
}
