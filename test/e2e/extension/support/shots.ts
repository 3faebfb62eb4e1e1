/** Pictures of every state for people to look at, and what axe finds in each. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

export const SHOTS = fileURLToPath(new URL('../../../../out/shots/', import.meta.url));

export const LOOKS = [
  { name: 'zh-light', language: 'zh-CN', colorScheme: 'light' },
  { name: 'zh-dark', language: 'zh-CN', colorScheme: 'dark' },
  { name: 'en-light', language: 'en', colorScheme: 'light' },
] as const;

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

/** One album a look. `faults` gathers what axe finds, so that one run tells all of it. */
export async function openAlbum(look: string) {
  await mkdir(SHOTS, { recursive: true });
  const faults: string[] = [];
  return {
    faults,
    /** @param frame what axe looks at; left out where only the host's page is to be seen. */
    async keep(page: Page, state: string, frame?: Frame): Promise<void> {
      // A frame that has just grown is painted a moment later than it is measured.
      await page.waitForTimeout(250);
      await page.screenshot({ path: `${SHOTS}${look}-${state}.png` });
      if (frame) faults.push(...(await violations(frame)).map((fault) => `${state}: ${fault}`));
    },
  };
}
export type Album = Awaited<ReturnType<typeof openAlbum>>;
