/** A house of its own for one group of figures: the embedded PostgreSQL, keys, lists, organisations; gone afterwards. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCatalogue } from '@duecheck/core/catalogue';
import { loadCatalogue } from '../../catalogue/load.ts';
import { writeJson } from '../../demo/json-file.ts';
import { signDemoLists } from '../../demo/lists.ts';
import { ORGANISATIONS } from '../../demo/organisations.ts';
import { seed } from '../../gateway/intake/seed.ts';
import { openWorld } from '../../gateway/open-world.ts';
import { startEmbedded } from '../../gateway/store/embedded.ts';

/** @typedef {Awaited<ReturnType<typeof openHouse>>} House */

export async function openHouse() {
  const out = fileURLToPath(new URL('../../out/bench', import.meta.url));
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(out, 'house-'));
  const database = await startEmbedded({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log') });
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  const lists = await signDemoLists({ folder: join(folder, 'keys'), catalogue: parsed.catalogue, bindings: [] });
  /** @type {import('../../gateway/open-world.ts').GatewayConfig} */
  const config = {
    databaseUrl: database.url,
    stateDir: join(folder, 'gateway'),
    url: 'http://gateway.test',
    issuer: 'http://idp.test',
    listRoot: lists.root,
    legalClock: 'fixed',
  };
  const dir = join(folder, 'seed');
  await writeJson(join(dir, 'organisations.json'), ORGANISATIONS);
  await writeJson(join(dir, 'lists', 'catalogue.json'), lists.catalogue.feed);
  const { world, close } = await openWorld(config);
  await seed(world, dir, lists.root);
  await close();
  return {
    folder,
    config,
    postgres: database.pid,
    async close() {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
