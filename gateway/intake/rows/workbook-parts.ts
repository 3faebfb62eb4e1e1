/** The small parts of a workbook that its sheet refers to: which sheet is first, shared texts, which styles are dates. */
import type { Readable } from 'node:stream';
import { readWhole } from './xml.ts';

type ReadPart = <T>(name: string, read: (stream: Readable) => Promise<T>) => Promise<T | undefined>;

/** The first sheet that is not hidden: hidden ones hold lists for drop-downs. */
export async function readFirstSheet(part: ReadPart): Promise<{ path: string; date1904: boolean }> {
  let date1904 = false;
  const sheets: string[] = [];
  await part('xl/workbook.xml', (stream) =>
    readWhole(stream, {
      open: (name, attributes) => {
        if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
        if (name === 'sheet' && (attributes.state ?? 'visible') === 'visible') sheets.push(attributes['r:id'] ?? '');
      },
    }),
  );
  const targets = new Map<string, string>();
  await part('xl/_rels/workbook.xml.rels', (stream) =>
    readWhole(stream, {
      open: (name, { Id = '', Target = '' }) => {
        if (name === 'Relationship') targets.set(Id, Target);
      },
    }),
  );
  const target = targets.get(sheets[0] ?? '') ?? 'worksheets/sheet1.xml';
  return { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, date1904 };
}

export async function readSharedStrings(stream: Readable): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  await readWhole(stream, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    close: (name) => {
      inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(text);
    },
    text: (part) => {
      if (inText) text += part;
    },
  });
  return strings;
}

/** Built-in number formats that are dates (ECMA-376 part 1, 18.8.30), the East Asian ones included. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
/** Quoted texts and bracketed conditions say nothing about the value. */
const isDateFormat = (code: string): boolean => /[ymd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** @returns places in `cellXfs` whose number format is a date */
export async function readDateStyles(stream: Readable): Promise<Set<number>> {
  const formats = new Map<number, boolean>();
  const styles = new Set<number>();
  let inCells = false;
  let place = 0;
  await readWhole(stream, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId);
      if (name === 'numFmt') formats.set(id, isDateFormat(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (formats.get(id) ?? isBuiltInDate(id)) styles.add(place);
      place += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
