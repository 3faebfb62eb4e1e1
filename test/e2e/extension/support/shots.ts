/** Pictures of every state for people to look at, and what axe finds in each. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

export const SHOTS = fileURLToPath(new URL('../../../../out/shots/', import.meta.url));

/** For pages in a tab of their own, which are drawn at several sizes by one browser. */
export const LANGUAGES = [
  { name: 'zh', language: 'zh-CN' },
  { name: 'en', language: 'en' },
] as const;
const WIDE = { width: 1366, height: 768 };
/** A window beside another one, on the screens that offices have. */
const NARROW = { width: 560, height: 768 };

/** Pictures of a dozen states and more, each by light and dark, in several browsers at once. */
export const PATIENCE = { timeout: 360_000 };

/** A browser each: after a window has changed its size, headless Chromium's clicks miss the card's frame. */
export const LOOKS = [
  { name: 'zh-wide', language: 'zh-CN', viewport: WIDE, axe: 'yes' },
  { name: 'zh-narrow', language: 'zh-CN', viewport: NARROW, axe: 'no' },
  { name: 'en-wide', language: 'en', viewport: WIDE, axe: 'yes' },
  { name: 'en-narrow', language: 'en', viewport: NARROW, axe: 'no' },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Colours are compared with what lies behind; a frame's page stands on its own. */
export async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const found = await frame.evaluate(async () => {
    const scope = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await scope.axe.run()).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** One album a look, each picture by light and by dark. `faults` gathers what axe finds, so that one run tells all of it. */
export async function openAlbum(look: string, { axe: looks = 'yes' }: { readonly axe?: 'yes' | 'no' } = {}) {
  await mkdir(SHOTS, { recursive: true });
  const faults: string[] = [];
  return {
    faults,
    /** @param frame what axe looks at; left out where only the host's page is to be seen. */
    async keep(page: Page, state: string, frame?: Frame): Promise<void> {
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        // A frame that has just grown is painted a moment later than it is measured.
        await page.waitForTimeout(250);
        await page.screenshot({ path: `${SHOTS}${look}-${colorScheme}-${state}.png` });
        // What axe looks at is the same in a narrow window.
        if (frame && looks === 'yes')
          faults.push(...(await violations(frame)).map((fault) => `${colorScheme} ${state}: ${fault}`));
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
  };
}
export type Album = Awaited<ReturnType<typeof openAlbum>>;
