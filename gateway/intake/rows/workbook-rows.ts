/**
 * Workbooks (.xlsx) as a stream: `yauzl` for the archive, because it goes by the central directory and cuts an entry off
 * that is larger than it says, and `saxes` for the XML, because it expands no entity of a document's own. `exceljs` was
 * not taken: its last release is of 2023 and its reader trusts the sizes.
 */
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { IntakeCode } from '../codes.ts';
import type { Row } from './row.ts';
import { sheetRows } from './sheet-rows.ts';
import { readDateStyles, readFirstSheet, readSharedStrings } from './workbook-parts.ts';

/** A million rows of thirty columns are about 1.5 GB of XML. */
const MAX_SHEET_BYTES = 4 * 1024 ** 3;
/** Kept in memory, unlike the sheet. */
const MAX_PART_BYTES = 256 * 1024 ** 2;
/** Deflate reaches 1,032 to 1; sheets of real offices stay below 40. Small ones may compress as they like. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM_BYTES = 32 * 1024 ** 2;
const MAX_ENTRIES = 10_000;

class Unreadable extends Error {
  readonly code: IntakeCode;
  constructor(code: IntakeCode) {
    super(code);
    this.code = code;
  }
}

export async function* workbookRows(file: string, onBytes: (count: number) => void): AsyncGenerator<readonly Row[]> {
  let archive: ZipFile | undefined;
  let line = 0;
  try {
    archive = await openPromise(file, { autoClose: false, strictFileNames: false });
    const entries = await entriesOf(archive);
    const part = async <T>(name: string, read: (stream: Readable) => Promise<T>): Promise<T | undefined> => {
      const entry = entries.get(name);
      return entry === undefined ? undefined : read(await openEntry(archive as ZipFile, entry, MAX_PART_BYTES));
    };
    const { path, date1904 } = await readFirstSheet(part);
    const strings = (await part('xl/sharedStrings.xml', readSharedStrings)) ?? [];
    const dateStyles = (await part('xl/styles.xml', readDateStyles)) ?? new Set<number>();
    const entry = entries.get(path);
    if (entry === undefined) throw new Unreadable('not-a-workbook');
    const stream = await openEntry(archive, entry, MAX_SHEET_BYTES);
    const share = entry.compressedSize / Math.max(1, entry.uncompressedSize);
    const counted = (bytes: number) => onBytes(bytes * share);
    for await (const rows of sheetRows(stream, { strings, dateStyles, date1904, onBytes: counted })) {
      line = rows.at(-1)?.line ?? line;
      yield rows;
    }
  } catch (error) {
    // Whatever a hostile file makes the readers throw is a reason, never a crash.
    const code = error instanceof Unreadable ? error.code : line > 0 ? 'rest-unreadable' : 'not-a-workbook';
    yield [{ line: line + 1, broken: code }];
  } finally {
    archive?.close();
  }
}

async function entriesOf(archive: ZipFile): Promise<Map<string, Entry>> {
  if (archive.entryCount > MAX_ENTRIES) throw new Unreadable('workbook-too-large');
  const entries = new Map<string, Entry>();
  for await (const entry of archive.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
  return entries;
}

async function openEntry(archive: ZipFile, entry: Entry, limit: number): Promise<Readable> {
  const { uncompressedSize: size, compressedSize } = entry;
  if (size > limit || (size > RATIO_COUNTS_FROM_BYTES && size > compressedSize * MAX_RATIO))
    throw new Unreadable('workbook-too-large');
  if (entry.isEncrypted()) throw new Unreadable('not-a-workbook');
  return archive.openReadStreamPromise(entry);
}
