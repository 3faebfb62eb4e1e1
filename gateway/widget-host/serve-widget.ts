/** The widget's own origin: the loader, the frame and its state. It sets no cookie and reads none (DESIGN §6). */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import helmet from '@fastify/helmet';
import Fastify, { LogController } from 'fastify';
import { closePromptly } from '../http/close-promptly.ts';
import { RequestProblem, toProblem } from '../http/problem.ts';
import type { World } from '../world.ts';
import { openWidgetFiles } from './files.ts';
import { FrameQuery, framePage } from './frame-page.ts';
import { sessionState } from './session-state.ts';

export interface WidgetOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Public address of this origin. */
  readonly url: string;
  /** The built widget. */
  readonly files: string;
}

const YEAR_SECONDS = 31_536_000;

export async function serveWidget(
  world: World,
  { host, port, url, files: folder, windowUrl }: WidgetOptions & { readonly windowUrl: string },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const files = openWidgetFiles(folder);
  const { manifest } = files;
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    // An address names a session, and whoever has that can start it.
    logController: new LogController({ disableRequestLogging: true }),
  });
  closePromptly(app);
  await app.register(helmet, {
    contentSecurityPolicy: false,
    xFrameOptions: false,
    crossOriginOpenerPolicy: false,
    // Pages that are isolated may hold it too (HTML, cross-origin embedder policies).
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: url.startsWith('https:'),
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = error instanceof RequestProblem ? error : new RequestProblem('internal', { cause: error });
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .header('cache-control', 'no-store')
      .send(toProblem(problem, request.id));
  });

  app.setNotFoundHandler(() => {
    throw new RequestProblem('not-found');
  });

  /** Immutable, and readable from anywhere: SRI wants CORS. */
  app.get('/:version/:name', async (request, reply) => {
    const { version, name } = request.params as { version: string; name: string };
    const file = version === manifest.version ? files.read(name) : null;
    if (file === null) throw new RequestProblem('not-found');
    return reply
      .type(file.type)
      .header('access-control-allow-origin', '*')
      .header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
      .send(file.bytes);
  });

  /** What to put into a page today. */
  app.get('/latest.json', async (_request, reply) => {
    const { version, loader } = manifest;
    return reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=300')
      .send({ version, url: `${url}/${version}/${loader.name}`, integrity: loader.integrity });
  });

  app.get('/frame/:session', async (request, reply) => {
    const { session } = request.params as { session: string };
    const page = await framePage(world, manifest, {
      session,
      query: FrameQuery.parse(request.query),
      accepts: /^[a-z-]+/i.exec(request.headers['accept-language'] ?? '')?.[0],
      windowUrl,
    });
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policyFor(page.origin))
      .send(page.html);
  });

  app.get('/sessions/:session', async (request, reply) => {
    const { session } = request.params as { session: string };
    reply.header('cache-control', 'no-store');
    return sessionState(world, session);
  });

  await app.listen({ host, port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

const policyFor = (origin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
