/**
 * CSV by `csv-parse` (streaming, without dependencies, kept for a decade): quoted newlines, doubled quotes, broken quotes
 * refused row by row. Comma, tab or semicolon, whichever the first line has most of.
 */
import { Parser } from 'csv-parse';
import { MAX_ROW_BYTES, type Row } from './row.ts';

export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  let parser: Parser | undefined;
  let failed: Error | undefined;
  let before = 0;
  const parse = (first: string): Parser => {
    const made = new Parser({
      delimiter: delimiterOf(first),
      // Both in one file, where two systems wrote it; found by itself, it would be the first one only.
      record_delimiter: isOldMacintosh(first) ? ['\r'] : ['\r\n', '\n'],
      relax_column_count: true,
      // A stray quote then spoils its own row; strictly read, it would take the next one along.
      relax_quotes: true,
      skip_records_with_error: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: (record: string[], { lines }) => {
        // `lines` is where the record ends; people look for where it begins.
        const stray = record.some((cell) => cell.startsWith('"'));
        rows.push(stray ? { line: before + 1, broken: 'quotes' } : { line: before + 1, cells: record });
        before = lines;
        return null;
      },
      on_skip: (error) => {
        const { lines } = error as unknown as { lines?: number };
        rows.push({ line: before + 1, broken: 'quotes' });
        before = lines ?? before + 1;
        return undefined;
      },
    });
    made.on('error', (error) => {
      failed = error;
    });
    made.resume();
    return made;
  };
  for await (const part of text) {
    if (part === '') continue;
    parser ??= parse(part);
    const going = parser;
    await new Promise<void>((done) => going.write(part, () => done()));
    if (failed !== undefined) break;
    yield rows;
    rows = [];
  }
  const last = parser;
  if (last !== undefined && failed === undefined)
    await new Promise<void>((done) => {
      last.once('error', () => done()).once('end', () => done());
      last.end();
    });
  if (failed !== undefined) rows.push({ line: before + 1, broken: codeOf(failed) });
  yield rows;
}

const codeOf = (error: Error): 'row-too-long' | 'rest-unreadable' =>
  (error as Error & { code?: string }).code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'rest-unreadable';

/** Excel still offers it as "CSV (Macintosh)". Taken for one line, all its rows would be a header and nothing else. */
const isOldMacintosh = (text: string): boolean => /\r[^\n]/.test(text) && !text.includes('\n');

function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string) => line.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
