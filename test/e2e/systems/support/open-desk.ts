/** The whole demonstration with a clerk before it: gateway, sample systems behind their proxies, and the office's extension. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { type House, startHouse } from '../../../../demo/house.ts';
import type { UserId } from '../../../../demo/identity-provider/users.ts';
import { freePorts } from '../../../../demo/ports.ts';
import { buildForHouse, EXTENSION_ID, openBrowser } from '../../../../demo/tour/browser.ts';
import { signInToExtension } from '../../../../demo/tour/extension-account.ts';
import { browserArgs, findBrowser } from '../../../../scripts/lib/browser.mjs';

export interface Desk {
  readonly house: House;
  readonly browser: BrowserContext;
  close(): Promise<void>;
}

/** A small city: records of every kind need a hundred people and bodies. */
const PEOPLE = 150;

/** One for a file of tests: the house takes some seconds. */
export async function openDesk(user: UserId): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-desk-'));
  // The database is another user's where root runs the tests, and must pass through to its data.
  await chmod(folder, 0o711);
  const house = await startHouse({
    folder,
    ports: await freePorts(),
    extensionIds: { chrome: [EXTENSION_ID], firefox: [] },
    count: PEOPLE,
  });
  const extension = await buildForHouse(house, join(folder, 'extension'));
  const browser = await openBrowser(extension, {
    executablePath: findBrowser(),
    args: browserArgs(),
    headless: true,
    folder,
  });
  const popup = await browser.newPage();
  await signInToExtension(popup, user);
  await popup.close();
  return {
    house,
    browser,
    async close() {
      await browser.close();
      await house.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
