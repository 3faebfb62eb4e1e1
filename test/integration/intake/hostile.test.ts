/**
 * Files that nobody should send, imported as an operator would: a process each. Never a crash, always a reason per row, and
 * the sums add up.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGatewayCommand } from '../../../demo/gateway-process.ts';
import { HOSTILE_FILES, writeHostileFiles } from '../../../demo/intake/hostile-files.ts';
import type { FileReport } from '../../../gateway/intake/import-file.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let folder: string;
beforeAll(async () => {
  office = await openOffice();
  folder = join(office.folder, 'hostile');
  await writeHostileFiles(folder);
});
afterAll(() => office.close());

type Expected = Partial<Pick<FileReport, 'rows' | 'taken' | 'reasons'>>;

/** By name. `null`: there is no file to read, and the command says so. */
const EXPECTED: Readonly<Record<string, Expected | null>> = {
  'empty.csv': { rows: 0 },
  'blank.csv': { rows: 0 },
  'mark.csv': { rows: 0 },
  'folder.csv': null,
  'header.csv': { rows: 0 },
  'bare.csv': { rows: 2, reasons: { 'no-header': 2 } },
  'joined.csv': { rows: 3, taken: 2, reasons: { 'date-invalid': 1 } },
  'noise.bin': { taken: 0 },
  'nuls.csv': { rows: 1, reasons: { 'no-header': 1 } },
  'lost-block.csv': { rows: 3, taken: 2, reasons: { 'control-characters': 1 } },
  'broken-gbk.csv': { rows: 3, taken: 2, reasons: { 'characters-lost': 1 } },
  'broken-utf8.csv': { rows: 3, taken: 2, reasons: { 'characters-lost': 1 } },
  'two-encodings.csv': { taken: 0, reasons: { 'no-header': 4 } },
  'two-encodings-gbk.csv': { rows: 3, taken: 2, reasons: { 'characters-lost': 1 } },
  'utf16-unmarked.csv': { taken: 0, reasons: { 'no-header': 4 } },
  'utf16-cut.csv': { rows: 3, taken: 1, reasons: { 'no-item': 1, 'characters-lost': 1 } },
  'long-cell.csv': { rows: 3, taken: 2, reasons: { 'cell-too-long': 1 } },
  'open-quote.csv': { rows: 3, taken: 2, reasons: { quotes: 1 } },
  'bad-quote.csv': { rows: 3, taken: 2, reasons: { quotes: 1 } },
  'cut.csv': { rows: 2, taken: 1, reasons: { 'no-item': 1 } },
  'carriage-returns.csv': { rows: 2, taken: 2 },
  'formula.csv': { rows: 2, taken: 1, reasons: { formula: 1 } },
  'control.csv': { rows: 3, taken: 0, reasons: { 'control-characters': 3 } },
  'names.csv': { rows: 6, taken: 6 },
  'twice.csv': { rows: 3, taken: 2, reasons: { 'columns-disagree': 1 } },
  'wide.csv': { rows: 1, taken: 1 },
  'beyond.csv': { rows: 2, taken: 0, reasons: { columns: 2 } },
  'kept-out.csv': {
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
  'page.xls': { taken: 0, reasons: { 'no-header': 4 } },
  'lines.ndjson': { rows: 7, taken: 1, reasons: { 'not-json': 3, 'nested-value': 1, 'date-missing': 2 } },
  'formula.xlsx': { rows: 2, taken: 1, reasons: { formula: 1 } },
  'workbook.csv': { rows: 1, taken: 1 },
  'cut.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
  'cut-at-end.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
  'damaged.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
  'other.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
  'nothing.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
  'old.xls': { rows: 1, reasons: { 'old-workbook': 1 } },
  'cut-sheet.xlsx': { rows: 2, taken: 1, reasons: { 'rest-unreadable': 1 } },
  'places.xlsx': { rows: 2, taken: 1, reasons: { columns: 1 } },
  'no-text.xlsx': { rows: 2, taken: 1, reasons: { 'characters-lost': 1 } },
  'long-cell.xlsx': { rows: 2, taken: 1, reasons: { 'cell-too-long': 1 } },
  'bomb.xlsx': { rows: 1, reasons: { 'workbook-too-large': 1 } },
  'liar.xlsx': { reasons: { 'rest-unreadable': 1 } },
  'nested.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
  'texts.xlsx': { rows: 1, taken: 1 },
  'entities.xlsx': { rows: 1, reasons: { 'not-a-workbook': 1 } },
};

const importing = (file: string, type = 'penalty') =>
  runGatewayCommand(['import', file, '--type', type, '--organisation', 'qz-credit', ...office.settings], {});
/** What people read on the terminal: a code and a sentence, nothing of the program's inside. */
const SENTENCE = /^duecheck: \[[a-z-]+\] [^\n]+\n$/;
const runs = () => office.world.db.selectFrom('import_run').select(['rows_done', 'finished_at']).execute();

describe('a hostile folder', () => {
  it.each(HOSTILE_FILES)('$name: $what', async ({ name }) => {
    const file = join(folder, name);
    const { code, stdout, stderr } = await importing(file);
    const expected = EXPECTED[name];
    if (expected === null) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(SENTENCE);
      return;
    }
    const report: FileReport = JSON.parse(stdout);
    expect(report).toMatchObject(expected as Expected);
    expect(code).toBe(report.refused > 0 ? 2 : 0);
    expect(report.taken + report.refused + report.repeated + report.changed).toBe(report.rows);
    const counted = Object.values(report.reasons).reduce((sum, n) => sum + n, 0);
    expect(counted).toBe(report.refused);
    const lines = report.rejects === null ? [] : readFileSync(report.rejects, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(report.refused);
    for (const line of lines.map((text) => JSON.parse(text))) {
      // Without a key there are codes and headers, and nothing of the rows.
      expect(Object.keys(line)).toEqual(['line', 'code', 'columns']);
      expect(line.line).toBeGreaterThan(0);
    }
  });

  it('leaves no run behind that did not end', async () => {
    const all = await runs();
    expect(all.length).toBeGreaterThan(HOSTILE_FILES.length / 2);
    expect(all.filter(({ finished_at }) => finished_at === null)).toEqual([]);
  });

  it('is expected file by file, so that a new one is thought about', () => {
    expect(HOSTILE_FILES.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
  });
});

describe('a place where refused rows cannot be written', () => {
  it('takes nothing, says so, and goes on with the same file once it can be', async () => {
    const text = readFileSync(join(folder, 'broken-utf8.csv'));
    // One byte more: another file, and its rows are known from before.
    const file = office.write('unwritable.csv', Buffer.concat([text, Buffer.from('\r\n')]));
    mkdirSync(`${file}.rejects.ndjson`);
    const { code, stdout, stderr } = await importing(file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(SENTENCE);
    expect(stderr).toContain('[rejects-unwritable]');
    expect((await runs()).filter(({ finished_at }) => finished_at === null)).toMatchObject([{ rows_done: 0 }]);
    const copy = office.write('writable.csv', readFileSync(file));
    const again = await importing(copy);
    expect(JSON.parse(again.stdout)).toMatchObject({ rows: 3, taken: 0, refused: 1, repeated: 2 });
    expect(existsSync(`${copy}.rejects.ndjson`)).toBe(true);
  });
});

describe('a command that names what is not there', () => {
  it.each([
    ['a file', () => importing(join(folder, 'nobody.csv')), 'file-missing'],
    ['a record type', () => importing(join(folder, 'names.csv'), 'nonsense'), 'no-such-type'],
    ['a register of the system itself', () => importing(join(folder, 'names.csv'), 'check'), 'type-not-imported'],
  ])('%s', async (_, run, expected) => {
    const { code, stdout, stderr } = await run();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(SENTENCE);
    expect(stderr).toContain(`[${expected}]`);
  });
});
