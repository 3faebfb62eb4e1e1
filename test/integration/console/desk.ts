/** The console on its own origin before a small city, with the identity provider at which auditors sign in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startIdentityProvider } from '../../../demo/identity-provider/start.ts';
import { roleAssignments } from '../../../demo/organisations.ts';
import { freePorts } from '../../../demo/ports.ts';
import { serveConsole } from '../../../gateway/console-host/serve-console.ts';
import { createTokenVerifier } from '../../../gateway/identity/tokens.ts';
import { loopbackFetch } from '../../../gateway/loopback-fetch.ts';
import { type OpenWorld, openWorld } from '../../../gateway/open-world.ts';
import { type City, openCity } from '../gateway/city.ts';

export interface Desk {
  readonly city: City;
  readonly url: string;
  readonly issuer: string;
  /** The console goes away and comes back, at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** The console of another gateway process on the same database and state, at the same address. */
  restartElsewhere(): Promise<void>;
  close(): Promise<void>;
}

const FILES = fileURLToPath(new URL('../../../console/dist', import.meta.url));

export async function openDesk({
  accessTokenSeconds,
  ...cityOptions
}: { accessTokenSeconds?: number } & Parameters<typeof openCity>[0] = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-desk-'));
  const ports = await freePorts();
  const url = `http://console.localhost:${ports.console}`;
  const [city, idp] = await Promise.all([
    openCity({ port: ports.gateway, ...cityOptions }),
    startIdentityProvider({
      port: ports.identityProvider,
      folder,
      extensionIds: { chrome: [], firefox: [], console: url },
      ...(accessTokenSeconds === undefined ? {} : { accessTokenSeconds }),
    }),
  ]);
  const { world } = city.gateway;
  // The city knows its clerks by another issuer's name; who signs in here is known by this one's.
  await world.db
    .insertInto('role_assignment')
    .values(
      roleAssignments(idp.url).map(({ decisionPoints, ...role }) => ({
        ...role,
        decision_points: decisionPoints === null ? null : [...decisionPoints],
        ...{ valid_from: '2026-01-01', valid_until: null },
      })),
    )
    .execute();
  const verifyToken = createTokenVerifier(idp.url);
  let other: OpenWorld | undefined;
  const start = () =>
    serveConsole(
      { ...(other?.world ?? world), verifyToken },
      { host: '127.0.0.1', port: ports.console, url, issuer: idp.url, clientId: 'duecheck-console', files: FILES },
    );
  let desk = await start();
  return {
    city,
    url,
    issuer: idp.url,
    stop: () => desk.close(),
    start: async () => {
      desk = await start();
    },
    async restartElsewhere() {
      await desk.close();
      other = await openWorld(city.config);
      desk = await start();
    },
    async close() {
      await desk.close();
      await other?.close();
      await idp.close();
      await city.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param name of the account, as the provider's page shows it */
export async function signIn(page: Page, desk: Desk, name = '赵平'): Promise<void> {
  await page.goto(desk.url);
  await page.getByRole('link', { name: '登录' }).click();
  await page.getByRole('button', { name }).click();
  await page.waitForURL(`${desk.url}/audit/**`);
}

export const desktop = (browser: Browser, more: object = {}): Promise<BrowserContext> =>
  browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...more });

/** What a gateway that lies would answer: the true answer, changed on its way. */
export const changed = (page: Page, pattern: string, change: (text: string) => string): Promise<unknown> =>
  page.route(pattern, async (route) => {
    const request = route.request();
    // Playwright's own fetch knows no *.localhost.
    const response = await loopbackFetch(request.url(), { headers: await request.allHeaders() });
    const type = response.headers.get('content-type') ?? '';
    await route.fulfill({ status: response.status, contentType: type, body: change(await response.text()) });
  });
