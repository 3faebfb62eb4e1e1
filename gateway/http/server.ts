/** Fastify from the contract's table: authentication, parsing, problems. No rule of the domain lives here. */
import { randomUUID } from 'node:crypto';
import { HEADERS, type PROBLEMS, ROUTES } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { isDatabaseAway } from '../store/database-away.ts';
import type { World } from '../world.ts';
import { addRoute, BODY_LIMIT } from './add-route.ts';
import { closePromptly } from './close-promptly.ts';
import type { Capability } from './handler.ts';
import { RequestProblem, toProblem } from './problem.ts';

export async function createServer(
  world: World,
  capabilities: readonly Capability[],
  // biome-ignore lint/suspicious/noExplicitAny: Fastify's logger option is loosely typed
  options: { logger?: boolean | FastifyBaseLogger | any; before?: (app: FastifyInstance) => void } = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    logger: options.logger ?? false,
    genReqId: () => randomUUID(),
    // The URL may name a case: log the route, never the URL (DESIGN §1, IDS §0.4).
    logController: new LogController({ disableRequestLogging: true }),
    // Before routing: an address that cannot be decoded. Fastify's own answer repeats it, and it may name somebody.
    frameworkErrors: (_error, request, reply) => notFound(request, reply as FastifyReply),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
  });
  // Fastify reads text/plain as well, which no route takes.
  app.removeContentTypeParser('text/plain');
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } }, hsts: false });

  options.before?.(app);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    const log = { code: problem.code, route: request.routeOptions.url };
    if (problem.status >= 500) request.log.error({ ...log, cause: safeCause(error) }, 'request failed');
    else request.log.info(log, 'request refused');
    // An enforcement point reads headers only.
    reply.header(HEADERS.code, problem.code);
    void reply.code(problem.status).type('application/problem+json').send(toProblem(problem, request.id));
  });
  app.setNotFoundHandler(notFound);
  closePromptly(app);
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  for (const { route, handle } of capabilities) addRoute(app, world, ROUTES[route], handle);
  return app;
}

function notFound(request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .code(404)
    .type('application/problem+json')
    .send(toProblem(new RequestProblem('not-found'), request.id));
}

const FASTIFY_CODES: Readonly<Record<string, keyof typeof PROBLEMS>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-json',
  // character_not_in_repertoire: an id in the address with U+0000, which PostgreSQL's text cannot hold, so nothing has it.
  '22021': 'not-found',
};

const STANDSTILLS = new Set(['register-halted', 'list-unsigned', 'list-altered', 'no-list-root', 'calendar-missing']);

function problemOf(error: FastifyError): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (error instanceof SyntaxError) return new RequestProblem('malformed-json');
  if (error.code === '55P03') return new RequestProblem('idempotency-running', { cause: error });
  // A halted register or an unsigned list: nothing can be told safely, which is an outage and refuses nobody.
  if (error instanceof DuecheckError && STANDSTILLS.has(error.code))
    return new RequestProblem('unavailable', { cause: error });
  const known = FASTIFY_CODES[error.code];
  if (known !== undefined) return new RequestProblem(known);
  // The database is away: an outage, which never refuses a person (DESIGN §1.11).
  if (isDatabaseAway(error)) return new RequestProblem('unavailable', { cause: error });
  return new RequestProblem('internal', { cause: error });
}

/**
 * Names, codes and places; never a message of somebody else's: database errors quote values, and a message of several
 * lines reaches into the stack.
 */
function safeCause(error: Error): string {
  const cause = (error.cause ?? error) as Error & { code?: string };
  if (cause instanceof DuecheckError) return cause.code;
  const place =
    cause.stack
      ?.match(/^ +at .*$/gm)
      ?.slice(0, 5)
      .join(' | ') ?? '';
  return `${cause.name} ${cause.code ?? ''} ${place}`;
}
