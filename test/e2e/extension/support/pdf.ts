import type { Page } from 'playwright-core';

const POINTS_A_MM = 72 / 25.4;

export interface Printed {
  readonly pages: number;
  /** Of each page, millimetres. */
  readonly sizes: readonly (readonly [width: number, height: number])[];
}

/** Prints as the browser's own dialog would: the page's size and margins, without headers of the browser. */
export async function print(page: Page, path?: string): Promise<Printed> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false, ...(path && { path }) });
  // Chromium writes page objects uncompressed.
  const text = bytes.toString('latin1');
  const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return {
    pages: [...text.matchAll(/\/Type \/Page\b/g)].length,
    sizes: boxes.map(([, width, height]) => [
      Math.round(Number(width) / POINTS_A_MM),
      Math.round(Number(height) / POINTS_A_MM),
    ]),
  };
}
