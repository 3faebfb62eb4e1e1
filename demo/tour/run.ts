/** `npm start -- --tour`: the house, a headless browser, the walk; then the summary. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startHouse } from '../house.ts';
import { freePorts } from '../ports.ts';
import { buildForHouse, EXTENSION_ID, openBrowser } from './browser.ts';
import { openJournal, type Summary } from './journal.ts';
import { walk } from './tour.ts';

export interface TourRun {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly out: string;
  readonly say: (line: string) => void;
}

/** Starts from nothing each time, so that it shows the same. Everything it started is stopped when it returns. */
export async function runTour({ executablePath, args, out, say }: TourRun): Promise<Summary> {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-tour-'));
  // Where root may not map itself to another user, the database is `nobody`'s, and it must pass through to its data.
  await chmod(folder, 0o711);
  const journal = await openJournal(resolve(out), say);
  try {
    const house = await journal.step('start the whole house', async () =>
      startHouse({ folder, ports: await freePorts(), extensionIds: { chrome: [EXTENSION_ID], firefox: [] } }),
    );
    try {
      const extension = await buildForHouse(house, join(folder, 'extension'));
      const browser = await openBrowser(extension, { executablePath, args, headless: true, folder });
      try {
        await walk({ house, browser, journal });
      } finally {
        await browser.close();
      }
    } finally {
      await house.close();
    }
  } catch (error) {
    journal.broke(error);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return journal.close();
}
