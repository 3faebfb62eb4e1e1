/** A small workbook writer: enough for a table of texts, and for tests to build archives that nobody should send. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly data: Uint8Array;
}

/** Texts are inline; `formulas`: cells that begin with `=` become formulas. */
export function workbook(rows: readonly (readonly string[])[]): Uint8Array {
  return zip([
    {
      name: 'xl/workbook.xml',
      data: Buffer.from(
        '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" state="hidden" r:id="r1"/><sheet name="b" sheetId="2" r:id="r2"/></sheets></workbook>',
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: Buffer.from(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>',
      ),
    },
    {
      name: 'xl/styles.xml',
      data: Buffer.from(
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      ),
    },
    { name: 'xl/worksheets/sheet2.xml', data: Buffer.from(sheetXml(rows)) },
  ]);
}

export function sheetXml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map(cellXml).join('')}</row>`);
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
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
