/**
 * The console's own origin (DESIGN §6, §7): the built pages, and of the gateway's routes those that its doors ask. A sealed cookie
 * stands for the bearer that a script would otherwise hold; whoever may ask what is decided where it always is.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CONSOLE_CAPABILITIES } from '../api/index.ts';
import { registerRoutes } from '../api/register.ts';
import { RequestProblem } from '../http/problem.ts';
import { createServer } from '../http/server.ts';
import { createCodeFlow } from '../identity/code-flow.ts';
import type { World } from '../world.ts';
import { type ConsoleCookies, createConsoleCookies } from './session-cookie.ts';
import { addSessionRoutes } from './session-routes.ts';

export interface ConsoleOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Public address of this origin. */
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The built console (`scripts/build-console.mjs`). */
  readonly files: string;
}

const YEAR_MS = 31_536_000_000;

/** Pages load from here and talk to here, and to nobody else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types duecheck-worker',
].join('; ');

export async function serveConsole(
  world: World,
  { host, port, url, issuer, clientId, files }: ConsoleOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const cookies = createConsoleCookies(world.keys.current('pepper').bytes, world.clock.now);
  const app = await createServer(world, CONSOLE_CAPABILITIES, { before: (app) => takeCookies(app, cookies) });
  registerRoutes(app, world);
  const flow = createCodeFlow({
    ...{ issuer, clientId, redirect: `${url}/callback` },
    scope: 'openid profile offline_access',
  });
  addSessionRoutes(app, { flow, cookies, now: world.clock.now, url });
  await addPages(app, files);
  await app.listen({ host, port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

/** @throws RequestProblem `cross-site` for what another site's page asked for (Fetch Metadata) */
function takeCookies(app: FastifyInstance, cookies: ConsoleCookies): void {
  app.addHook('onRequest', async (request) => {
    const { headers } = request;
    const site = headers['sec-fetch-site'];
    // A link from elsewhere may lead to a page, and to no question: a sibling's page is same-site, so it sends the cookie along.
    const asks = /^\/(?:v1|session)\b/.test(request.url);
    const navigates = headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET' && !asks;
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates)
      throw new RequestProblem('cross-site');
    // Only the cookie speaks here: a token that a page of this origin could send, it could also have stolen.
    delete headers.authorization;
    const session = request.url.startsWith('/v1/') ? await cookies.session.read(headers.cookie) : null;
    if (session !== null) headers.authorization = `Bearer ${session.accessToken}`;
  });
}

async function addPages(app: FastifyInstance, files: string): Promise<void> {
  await app.register(fastifyStatic, {
    ...{ root: join(files, 'assets'), prefix: '/assets/', index: false, preCompressed: true },
    // Their names hold their digest.
    ...{ immutable: true, maxAge: YEAR_MS },
    setHeaders: (reply) => {
      // A worker has the policy that it came with.
      reply.header('content-security-policy', POLICY);
    },
  });
  app.get('/', (_request, reply) => reply.redirect('/audit/', 302));
  // Every address of a door is its page; what it shows is the page's matter.
  for (const path of ['/audit', '/audit/*'])
    app.get(path, (_request, reply) =>
      reply
        .header('content-security-policy', POLICY)
        .header('referrer-policy', 'no-referrer')
        .sendFile('audit.html', files, { cacheControl: false }),
    );
}
