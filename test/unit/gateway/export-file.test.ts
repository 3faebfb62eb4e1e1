/** Issue 6: record text full of markup and formulas in every cell of an export. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@duecheck/core/contract';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { EXPORT_HEADERS, exportCells, inertCell } from '../../../gateway/audit/export-columns.ts';
import { exportFile } from '../../../gateway/audit/export-file.ts';
import { readExportLines } from '../../../gateway/cli/audit/export-lines.ts';

const HOSTILE = [
  '=HYPERLINK("http://x.test","a")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '＝1+1',
  "'=1+1",
  '<script>alert(1)</script>&amp;<!--',
  ']]></t></is></c><c><f>1+1</f></c>',
  '"=1+1"',
  'a"b,c;d\r\n=e\te',
  'bell\u0007end',
  'odd\uFFFEend',
  '\u202E\u200Bright',
  '{{=1}}%s%n',
  '1e400',
  '007',
];

/** Every text of an entry is that text. */
const entryOf = (text: string): AuditEntry => ({
  id: text,
  place: { origin: text, index: 7 },
  type: text,
  organisation: text,
  occurredAt: text,
  visibility: { kind: 'delayed', basis: text, until: '2026-12-01' },
  columns: {
    ...{ decisionPoint: text, actor: { iss: text, sub: text, role: text }, outcome: text, round: text, flags: [text] },
    ...{ checkId: text, decisionId: text, subjectKey: null, caseKey: null, surnameKey: null, nameKey: null },
  },
});
const ENTRIES = HOSTILE.map(entryOf);
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML holds none of them
const NOT_IN_XML = /_x00[01][0-9A-F]_|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** XML holds some characters not at all, and one kind of end of a line. */
const plain = (text: string) => text.replace(NOT_IN_XML, '').replace(/\r\n?/g, '\n');
const READ_AS_FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

async function linesOf(format: 'csv' | 'jsonl' | 'xlsx', part = 1) {
  const { bytes } = await exportFile(format, ENTRIES, part);
  const path = join(mkdtempSync(join(tmpdir(), 'duecheck-export-')), `file.${format}`);
  writeFileSync(path, bytes);
  return { bytes, lines: (await readExportLines(path, bytes)) ?? [] };
}

describe('hostile text in every cell', () => {
  it('is no formula, no further cell and no further row of CSV', async () => {
    const { bytes } = await linesOf('csv');
    const rows = rowsOf(Buffer.from(bytes).toString());
    expect(rows).toHaveLength(HOSTILE.length + 1);
    for (const row of rows) expect(row).toHaveLength(EXPORT_HEADERS.length);
    for (const cell of rows.flat()) expect(cell).not.toMatch(READ_AS_FORMULA);
  });

  it('is text in every cell of XLSX, in parts that are whole XML', async () => {
    const { bytes, lines } = await linesOf('xlsx');
    const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.xml'));
    for (const [, part] of parts) {
      const xml = strFromU8(part);
      expect(xml).not.toMatch(/<f[ />]|<script|t="n"[^>]*><v>1e400/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 §2.2 holds none of them
      expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
    }
    expect(lines).toHaveLength(HOSTILE.length);
    for (const line of lines) expect(line).not.toBeNull();
  });

  it.each(['csv', 'xlsx'] as const)('is read back from %s as it was', async (format) => {
    const { lines } = await linesOf(format);
    const cells = lines.map((line) => (line !== null && 'cells' in line ? line.cells.map(plain) : []));
    const inert = format === 'csv' ? inertCell : (text: string) => text;
    expect(cells).toEqual(ENTRIES.map((entry) => exportCells(entry).map((cell) => plain(inert(cell)))));
  });

  it('is one line each of JSONL, and the same text again', async () => {
    const { lines } = await linesOf('jsonl');
    expect(lines).toEqual(ENTRIES.map((entry) => ({ entry })));
  });
});

it('bears its headers once, so that parts laid one after the other are one file', async () => {
  const [first, second] = await Promise.all([linesOf('csv', 1), linesOf('csv', 2)]);
  const rows = rowsOf(Buffer.concat([first.bytes, second.bytes]).toString());
  expect(rows).toHaveLength(2 * HOSTILE.length + 1);
  expect(rows.filter(([id]) => id === EXPORT_HEADERS[0])).toHaveLength(1);
});

/** RFC 4180, every cell in quotes. */
function rowsOf(csv: string): string[][] {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = [[]];
  const cells = [...csv.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)];
  expect(cells.map(([whole]) => whole).join('')).toBe(csv.slice(1));
  for (const [, cell = '', end] of cells) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}
