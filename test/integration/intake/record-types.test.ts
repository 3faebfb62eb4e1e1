/** Every record type of the data catalogue comes in, in the forms in which offices have it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIdentity } from '@duecheck/core/subject';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, type OfficeFile } from '../../../demo/intake/office-file.ts';
import { OFFICE_FILE_SUMS, OFFICE_FILES, writeOfficeFiles } from '../../../demo/intake/office-files.ts';
import { importableType } from '../../../gateway/intake/row-reader.ts';
import { KNOWN_ROWS } from './known-rows.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let folder: string;
beforeAll(async () => {
  office = await openOffice();
  folder = join(office.folder, 'office-files');
  await writeOfficeFiles(folder);
});
afterAll(() => office.close());

const keyOf = (number: string): Uint8Array => office.world.index.subject(parseIdentity(number).kind as string, number);
const recordsOf = (type: string, number: string) =>
  office.world.db
    .selectFrom('credit_record')
    .selectAll()
    .where('type', '=', type)
    .where('subject_key', '=', keyOf(number))
    .execute();
const identityOf = (number: string) =>
  office.world.db.selectFrom('known_subject').selectAll().where('subject_key', '=', keyOf(number)).execute();

const take = ({ name, type, stated = {} }: OfficeFile) => office.import(join(folder, name), type, { stated });

describe('a record type', () => {
  it.each(OFFICE_FILES)('comes in: $type ($name)', async (file) => {
    const first = await take(file);
    expect(first).toMatchObject(OFFICE_FILE_SUMS);
    expect(first.taken + first.refused + first.repeated + first.changed).toBe(first.rows);
    expect(first.reasons).toEqual({ 'subject-masked': 1, 'name-missing': 1 });
    const rejects = readFileSync(first.rejects as string, 'utf8')
      .trim()
      .split('\n');
    expect(rejects.map((line) => JSON.parse(line).line)).toHaveLength(2);

    const { number } = file.subject(0);
    const found = file.type.endsWith('-identity') ? await identityOf(number) : await recordsOf(file.type, number);
    expect(found).toContainEqual(expect.objectContaining(KNOWN_ROWS[file.name] as object));

    const { rows, refused } = OFFICE_FILE_SUMS;
    expect(await take(file)).toMatchObject({ rows, taken: 0, refused, repeated: rows - refused, changed: 0 });
  });

  it('has a file for everything that the data catalogue lets in', async () => {
    const catalogue = await office.world.lists.catalogue();
    const importable = [...catalogue.recordTypes.keys()].filter((id) => {
      try {
        return importableType(catalogue, id) !== undefined;
      } catch {
        return false;
      }
    });
    expect(importable.length).toBeGreaterThan(25);
    expect([...new Set(OFFICE_FILES.map(({ type }) => type))].sort()).toEqual(importable.sort());
  });

  it('has among its files every form that offices send', () => {
    expect(new Set(OFFICE_FILES.map(({ form }) => form))).toEqual(
      new Set(['csv', 'csv-with-mark', 'csv-gb18030', 'xlsx', 'ndjson']),
    );
  });
});

describe('a list', () => {
  it('uses nobody’s entry from the day of removal on', async () => {
    const [off] = await recordsOf('abnormal-operations', company(9).number);
    expect(off).toMatchObject({ decided_on: '2026-01-14', use_until: '2026-06-29', publish_until: '2026-06-29' });
    const wages = await recordsOf('serious-dishonesty-listing', company(9).number);
    expect(wages).toMatchObject([{ use_until: '2026-06-29' }]);
  });

  it('is read in each way of writing a day', async () => {
    const days = await Promise.all(
      [0, 1, 2, 3].map(async (n) => (await recordsOf('tax-dishonesty', company(n).number))[0]?.decided_on),
    );
    expect(days).toEqual(['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08']);
  });

  it('keeps a licence without end as such, in both ways of writing it', async () => {
    const ends = await Promise.all(
      [1, 2, 3].map(async (n) => (await recordsOf('licence', company(n).number))[0]?.use_until),
    );
    expect(ends).toEqual([null, null, '2027-12-31']);
  });
});
