import type { Page } from 'playwright-core';
import { until } from '../../extension/support/clerk.ts';

/** Waits until the page says this. What we say in it lies in a closed shadow root, into which the accessibility tree looks. */
export async function hears(page: Page, words: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const said = async () => {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes.map(({ name }) => String(name?.value)).join('\n');
  };
  await until(said).toContain(words);
  await session.detach();
}
