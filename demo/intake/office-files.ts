/**
 * A file of an office for every record type that can be imported. Each has good rows, one row twice, and two that are
 * refused: a masked number, which could be anybody's, and a row without a name.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskNumber } from '@duecheck/core/subject';
import { csvText } from './csv.ts';
import { DECISION_FILES } from './decision-files.ts';
import { encodeGb18030 } from './gb18030.ts';
import { LIST_FILES } from './list-files.ts';
import type { OfficeFile } from './office-file.ts';
import { PUBLISHED_FILES } from './published-files.ts';
import { REGISTER_FILES } from './register-files.ts';
import { workbook } from './workbook.ts';

export const OFFICE_FILES: readonly OfficeFile[] = [
  ...PUBLISHED_FILES,
  ...LIST_FILES,
  ...DECISION_FILES,
  ...REGISTER_FILES,
];

const GOOD = 120;
/** What `duecheck import` prints of each at first. */
export const OFFICE_FILE_SUMS = { rows: GOOD + 3, taken: GOOD, refused: 2, repeated: 1, changed: 0 } as const;

export function officeFileContent({ form, subject, row }: OfficeFile): string | Uint8Array {
  const good = Array.from({ length: GOOD }, (_, n) => row(subject(n), n));
  const { name, number } = subject(GOOD);
  const masked = row({ name, number: maskNumber(number) }, GOOD);
  const nameless = row({ name: '', number }, GOOD);
  const rows = [...good, row(subject(0), 0), masked, nameless];
  if (form === 'ndjson') return rows.map((one) => `${JSON.stringify(one)}\n`).join('');
  const table = [Object.keys(rows[0] ?? {}), ...rows.map((one) => Object.values(one))];
  if (form === 'xlsx') return workbook(table);
  const text = csvText(table);
  return form === 'csv-gb18030' ? encodeGb18030(text) : form === 'csv-with-mark' ? `\uFEFF${text}` : text;
}

/** @param folder an ignored one: what stands in it is made, not kept. */
export async function writeOfficeFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of OFFICE_FILES) await writeFile(join(folder, file.name), officeFileContent(file));
}
