import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { encodeGb18030 } from '../../../demo/intake/gb18030.ts';
import { progressText } from '../../../gateway/intake/progress-line.ts';
import { sameText } from '../../../gateway/intake/record-id.ts';
import { csvRows } from '../../../gateway/intake/rows/csv-rows.ts';
import { decoded, encodingOf } from '../../../gateway/intake/rows/encoding.ts';
import { ndjsonRows } from '../../../gateway/intake/rows/ndjson-rows.ts';
import type { Row } from '../../../gateway/intake/rows/row.ts';
import { readIdentityKind, readState } from '../../../gateway/intake/values/words.ts';
import { createRandomPool } from '../../../gateway/keys/random-pool.ts';

async function* cut(text: string, size: number): AsyncGenerator<string> {
  // By characters: a decoder never hands on half of one.
  const characters = [...text];
  for (let at = 0; at < characters.length; at += size) yield characters.slice(at, at + size).join('');
}
async function all(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

describe('a reader', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('甲', 'a', '"', ',', '\n', '\r\n', ' ', '𠮷') })
    .map((text) => `x${text}`);
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });

  it('gives the same rows of a CSV wherever the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const read = await all(csvRows(cut(csvText(rows), size)));
        expect(read.map((row) => 'cells' in row && row.cells)).toEqual(rows);
      }),
    );
  });

  it('says on which line a row begins, though a cell before it has two', async () => {
    const rows = await all(csvRows(cut('a,b\n"一\n二",2\n3,4\n', 64)));
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('lets a stray quote spoil its own row only', async () => {
    const rows = await all(csvRows(cut('a,b\n"甲"乙,丙\n1,"2\n3"\r\n4,5\n', 64)));
    expect(rows.map((row) => ('broken' in row ? row.broken : row.cells[0]))).toEqual(['a', 'quotes', '1', '4']);
  });

  it('gives the same objects of NDJSON wherever the text is cut', async () => {
    const text = '{"姓名":"王明","n":1}\n\n{"姓名":null}\nnonsense';
    for (let size = 1; size < text.length; size++) {
      expect(await all(ndjsonRows(cut(text, size)))).toEqual([
        { line: 1, keys: ['姓名', 'n'], cells: ['王明', '1'] },
        { line: 3, keys: ['姓名'], cells: [''] },
        { line: 4, broken: 'not-json' },
      ]);
    }
  });

  it('tells UTF-8 from GB 18030, and decodes characters that are cut in two', async () => {
    const text = '行政相对人名称,处罚机关\n𠮷田,演示市\n';
    for (const [encoding, bytes] of [
      ['utf-8', new TextEncoder().encode(text)],
      ['gb18030', encodeGb18030(text)],
    ] as const) {
      expect(encodingOf(bytes)).toBe(encoding);
      async function* single(): AsyncGenerator<Uint8Array> {
        for (const byte of bytes) yield Uint8Array.of(byte);
      }
      let counted = 0;
      let read = '';
      for await (const part of decoded(single(), encoding, (count) => (counted += count))) read += part;
      expect([read, counted]).toEqual([text, bytes.length]);
    }
  });

  it('makes a line of UTF-8 within GB 18030 unreadable rather than another name, wherever the bytes are cut', async () => {
    const ours = '王明,"演示市综合行政执法局"\n';
    const bytes = Buffer.concat([encodeGb18030(ours), Buffer.from(ours), encodeGb18030(ours)]);
    for (let size = 1; size <= bytes.length; size++) {
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }
      let read = '';
      for await (const part of decoded(pieces(), 'gb18030', () => undefined)) read += part;
      const [first, lost = '', last] = read.split('\n');
      expect([first, last]).toEqual([ours.trim(), ours.trim()]);
      expect(lost).toMatch(/^\uFFFD+,"\uFFFD+"$/);
    }
  });

  it('reads lines that end as on an old Macintosh', async () => {
    const rows = await all(csvRows(cut('姓名,n\r王明,1\r"李,四",2\r', 100)));
    expect(rows).toMatchObject([{ cells: ['姓名', 'n'] }, { cells: ['王明', '1'] }, { cells: ['李,四', '2'] }]);
  });
});

describe('a word', () => {
  it.each([
    ['外国人永久居留身份证', 'permanent-resident-id'],
    ['港澳居民居住证', 'residence-permit'],
    ['居民身份证', 'resident-id'],
    ['港澳居民来往内地通行证', 'hong-kong-macao-permit'],
    ['护照', 'passport'],
    ['会员卡', undefined],
  ])('%s means %s', (text, kind) => expect(readIdentityKind(text)).toBe(kind));
  it('of the state that says nothing is in no set', () => {
    expect([readState('1'), readState('2'), readState('3'), readState('其他')]).toEqual([
      'withdrawn',
      'disputed',
      undefined,
      undefined,
    ]);
  });
  it('of a document is the same in every kind of brackets', () => {
    expect(sameText('演罚字〔2026〕 7 号')).toBe(sameText('演罚字［2026］7号'));
    expect(sameText('演罚字〔2026〕7号')).not.toBe(sameText('演罚字〔2026〕8号'));
  });
});

describe('the line on a terminal', () => {
  it('shows the share, the rate and what remains', () => {
    expect(progressText({ rows: 5000, bytes: 50, totalBytes: 100 }, 1000)).toBe(
      '[############------------]  50%  5000 rows  5000/s  1 s left',
    );
    expect(progressText({ rows: 1, bytes: 1, totalBytes: 1000 }, 1000)).toContain('16 min 39 s left');
  });
});

describe('the pool of random bytes', () => {
  it('gives every byte once and keeps none', () => {
    let drawn = 0;
    const pool = createRandomPool((bytes) => Uint8Array.from({ length: bytes }, () => drawn++ % 251));
    const first = pool(12);
    expect([...first]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect([...pool(3)]).toEqual([12, 13, 14]);
    expect(first.buffer.byteLength).toBe(12);
    expect(pool(5000)).toHaveLength(5000);
  });
});
