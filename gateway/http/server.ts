/** Fastify from the contract's table: authentication, parsing, problems. No rule of the domain lives here. */
import { randomUUID } from 'node:crypto';
import { HEADERS, type PROBLEMS, ROUTES, type Route } from '@duecheck/core/contract';
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
import { findEnforcementPoint } from '../identity/enforcement-points.ts';
import { isDatabaseAway } from '../store/database-away.ts';
import type { World } from '../world.ts';
import type { Call, Capability } from './handler.ts';
import { parseBody } from './parse-body.ts';
import { RequestProblem, toProblem } from './problem.ts';

/** Bodies are small: one person, one case. Batches come with their own limit. */
const BODY_LIMIT = 32 * 1024;
const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{8,80}$/;

export async function createServer(
  world: World,
  capabilities: readonly Capability[],
  // biome-ignore lint/suspicious/noExplicitAny: Fastify's logger option is loosely typed
  options: { logger?: boolean | FastifyBaseLogger | any } = {},
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
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  for (const capability of capabilities) addRoute(app, world, capability);
  return app;
}

function notFound(request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .code(404)
    .type('application/problem+json')
    .send(toProblem(new RequestProblem('not-found'), request.id));
}

function addRoute(app: FastifyInstance, world: World, capability: Capability): void {
  const route: Route = ROUTES[capability.route];
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? BODY_LIMIT,
    handler: async (request, reply) => {
      const caller = await callerOf(world, route, request);
      const body = route.body === undefined ? undefined : parseBody(route.body, request.body);
      const idempotencyKey = route.idempotency === 'required' ? idempotencyKeyOf(request) : '';
      const call = { world, caller, body, params: request.params, idempotencyKey, request, reply };
      reply.header('cache-control', 'no-store');
      const answer = await capability.handle(call as unknown as Call<typeof capability.route>);
      if (reply.sent) return reply;
      return reply.code(route.status ?? 200).send(answer);
    },
  });
}

async function callerOf(world: World, route: Route, request: FastifyRequest): Promise<unknown> {
  if (route.access === 'public') return null;
  const token = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new RequestProblem('token-missing');
  return route.access === 'enforcement-point' ? findEnforcementPoint(world.db, token) : world.verifyToken(token);
}

function idempotencyKeyOf(request: FastifyRequest): string {
  // RFC 9110 fields may come as a quoted structured string (draft idempotency-key-header); both forms are one key.
  const raw = request.headers[HEADERS.idempotencyKey];
  const key = typeof raw === 'string' ? raw.replace(/^"(.*)"$/, '$1') : '';
  if (!IDEMPOTENCY_KEY.test(key)) throw new RequestProblem('idempotency-key-missing');
  return key;
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
