/** A house of its own for one group of figures: the embedded PostgreSQL, keys, lists, organisations; gone afterwards. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCatalogue } from '@duecheck/core/catalogue';
import { loadCatalogue } from '../../catalogue/load.ts';
import { hiringBinding } from '../../demo/hiring/binding.ts';
import { writeJson } from '../../demo/json-file.ts';
import { signDemoLists } from '../../demo/lists.ts';
import { ORGANISATIONS } from '../../demo/organisations.ts';
import { seed } from '../../gateway/intake/seed.ts';
import { openWorld } from '../../gateway/open-world.ts';
import { serve } from '../../gateway/serve.ts';
import { startEmbedded } from '../../gateway/store/embedded.ts';

/** @typedef {Awaited<ReturnType<typeof openHouse>>} House */

/** A row with a duty that shows penalties, singly and in batches. */
export const BINDING = /** @type {import('@duecheck/core/binding').Binding} */ ({
  ...hiringBinding('http://support.localhost:7410'),
  id: 'bench-support',
  decisionPoint: 'fund-support',
});
export const CLERK = 'bench-clerk';

/**
 * A gateway over HTTP on this house, which takes the clerk's name for a token.
 * @param {House} house
 * @param {Partial<import('../../gateway/serve.ts').ServeOptions>} [more]
 */
export async function openGateway(house, more = {}) {
  const running = await serve({
    ...house.config,
    host: '127.0.0.1',
    port: 0,
    verifyToken: async (sub) => ({ iss: house.config.issuer, sub, assurance: 'bench' }),
    ...more,
  });
  const url = `http://127.0.0.1:${running.port}`;
  const headers = { authorization: `Bearer ${CLERK}` };
  return {
    running,
    /** @param {string} path @param {RequestInit} [init] @returns {Promise<any>} */
    async call(path, init = {}) {
      const response = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
      const body = /** @type {any} */ (await response.json());
      if (!response.ok) throw new Error(`${path}: ${response.status} ${body.code}`);
      return body;
    },
  };
}

/** @param {readonly import('@duecheck/core/binding').Binding[]} [bindings] */
export async function openHouse(bindings = [BINDING]) {
  const out = fileURLToPath(new URL('../../out/bench', import.meta.url));
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(out, 'house-'));
  const database = await startEmbedded({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log') });
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  const lists = await signDemoLists({ folder: join(folder, 'keys'), catalogue: parsed.catalogue, bindings });
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
  await writeJson(join(dir, 'roles.json'), [
    {
      iss: config.issuer,
      sub: CLERK,
      role: 'clerk',
      organisation: 'qz-rsj',
      decisionPoints: null,
      from: '2026-01-01',
      until: null,
    },
  ]);
  await writeJson(join(dir, 'lists', 'catalogue.json'), lists.catalogue.feed);
  await writeJson(join(dir, 'lists', 'bindings.json'), lists.bindings.feed);
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
