import type { Page } from 'playwright-core';
import type { Office } from './office.ts';

export const listOf = (people: number) => ({
  name: '考察名单.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `\u{FEFF}${['姓名,证件号码,案号', ...Array.from({ length: people }, (_, at) => `张清和,330899189001010010,RL-2026-${String(at + 1).padStart(5, '0')}`)].join('\r\n')}\r\n`,
  ),
});

/** @param hash '' opens what a clerk finds who comes back: a batch that runs, where there is one. */
export async function openBatchPage(office: Office, hash: '' | '#new' = '#new'): Promise<Page> {
  const page = await office.context.newPage();
  await page.goto(`chrome-extension://${office.id}/batch.html${hash}`);
  return page;
}

/** Fills the form and presses its button. */
export async function startBatch(page: Page, people: number, round = '2026 年考察第一批'): Promise<void> {
  await page.getByLabel(/环节和系统|Step and system/).selectOption({ index: 1 });
  await page.getByLabel(/批次名称|Round/).fill(round);
  await page.locator('input[type=file]').setInputFiles(listOf(people));
  await page.getByRole('button', { name: /开始查验|Start/ }).click();
  await page.getByRole('heading', { name: round }).waitFor();
}
