/** Finds out what a file is by what it holds; its name is only asked where that says nothing. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { csvRows } from './csv-rows.ts';
import { decoded, encodingOf } from './encoding.ts';
import { ndjsonRows } from './ndjson-rows.ts';
import type { Row, Rows } from './row.ts';
import { workbookRows } from './workbook-rows.ts';

const SAMPLE_BYTES = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

export async function openRows(file: string): Promise<Rows> {
  const sample = await beginningOf(file);
  let position = 0;
  const onBytes = (count: number) => {
    position += count;
  };
  const common = { position: () => position };
  if (startsWith(sample, [0x50, 0x4b])) {
    return { ...common, format: 'xlsx', encoding: 'utf-8', batches: workbookRows(file, onBytes) };
  }
  // The binary workbook of before 2007: to be saved anew, since no kept library reads it as a stream.
  if (startsWith(sample, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { ...common, format: 'xlsx', encoding: 'utf-8', batches: only({ line: 1, broken: 'old-workbook' }) };
  }
  const encoding = encodingOf(sample);
  const text = decoded(createReadStream(file, { highWaterMark: CHUNK_BYTES }), encoding, onBytes);
  const lines =
    /\.(nd)?jsonl?$/i.test(file) || new TextDecoder(encoding).decode(sample.subarray(0, 64)).startsWith('{');
  return lines
    ? { ...common, format: 'ndjson', encoding, batches: ndjsonRows(text) }
    : { ...common, format: 'csv', encoding, batches: csvRows(text) };
}

async function beginningOf(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((one, at) => bytes[at] === one);

async function* only(row: Row): AsyncGenerator<readonly Row[]> {
  yield [row];
}
