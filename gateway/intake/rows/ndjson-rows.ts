/** One object a line; its keys are column headers, so an office may send its own. */
import { MAX_ROW_BYTES, type Row } from './row.ts';

export async function* ndjsonRows(text: AsyncIterable<string>): AsyncGenerator<Row[]> {
  let rest = '';
  let line = 0;
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() as string;
    yield lines.flatMap((one) => rowOf(one, ++line));
    if (rest.length > MAX_ROW_BYTES) {
      yield [{ line: line + 1, broken: 'row-too-long' }];
      return;
    }
  }
  yield rowOf(rest, line + 1);
}

function rowOf(text: string, line: number): Row[] {
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ line, broken: 'not-json' }];
  }
  return [objectRow(value, line)];
}

/** Platforms answer with the same objects that offices send a line each. */
export function objectRow(value: unknown, line: number): Row {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { line, broken: 'not-json' };
  const values = Object.values(value);
  if (values.some((one) => one !== null && typeof one === 'object')) return { line, broken: 'nested-value' };
  return { line, keys: Object.keys(value), cells: values.map((one) => (one === null ? '' : String(one))) };
}
