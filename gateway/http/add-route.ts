/** One row of the contract's table as a Fastify route: who calls, what was sent, what is answered. */
import { FILE_TYPES, HEADERS, type Route, type RouteName } from '@duecheck/core/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findEnforcementPoint } from '../identity/enforcement-points.ts';
import { findPartner } from '../identity/partners.ts';
import type { World } from '../world.ts';
import { type FileBody, fileBodyOf } from './file-body.ts';
import type { Call } from './handler.ts';
import { parseBody, parseQuery } from './parse-body.ts';
import { RequestProblem } from './problem.ts';

/** Bodies are small: one person, one case. Batches and files come with their own limit. */
export const BODY_LIMIT = 32 * 1024;
const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{8,80}$/;

type Handle = (call: Call<RouteName>) => Promise<unknown>;

export function addRoute(app: FastifyInstance, world: World, route: Route, handle: Handle): void {
  const bodyLimit = route.bodyLimit ?? BODY_LIMIT;
  const add = (scope: FastifyInstance) =>
    scope.route({
      method: route.method,
      // The router's own way to write a colon that begins no parameter.
      url: route.path.replaceAll(/(?<!\/):/g, '::'),
      bodyLimit,
      handler: async (request, reply) => {
        // Before a byte of a file is read: nobody fills our disk who may not.
        const caller = await callerOf(world, route, request);
        const sent = sentIn(route, request, reply, bodyLimit);
        const call = { world, caller, ...sent, params: request.params, request, reply };
        reply.header('cache-control', 'no-store');
        const answer = await handle(call as unknown as Call<RouteName>);
        if (reply.sent) return reply;
        return reply.code(route.status ?? 200).send(answer);
      },
    });
  if (route.accepts !== 'file') add(app);
  // In a scope of its own: there files are left unread, and JSON is no file.
  else
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser([...FILE_TYPES], (_request, _payload, done) => done(null));
      add(scope);
    });
}

interface Sent {
  readonly body: unknown;
  readonly file: FileBody | undefined;
  readonly query: unknown;
  readonly idempotencyKey: string;
}

function sentIn(route: Route, request: FastifyRequest, reply: FastifyReply, limit: number): Sent {
  return {
    body: route.body === undefined ? undefined : parseBody(route.body, request.body),
    query: route.query === undefined ? undefined : parseQuery(route.query, request.query),
    idempotencyKey: route.idempotency === 'required' ? idempotencyKeyOf(request) : '',
    file: route.accepts === 'file' ? fileBodyOf(request, reply, limit) : undefined,
  };
}

async function callerOf(world: World, route: Route, request: FastifyRequest): Promise<unknown> {
  if (route.access === 'public') return null;
  const token = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new RequestProblem('token-missing');
  if (route.access === 'partner') return findPartner(world, token);
  return route.access === 'enforcement-point' ? findEnforcementPoint(world.db, token) : world.verifyToken(token);
}

function idempotencyKeyOf(request: FastifyRequest): string {
  // RFC 9110 fields may come as a quoted structured string (draft idempotency-key-header); both forms are one key.
  const raw = request.headers[HEADERS.idempotencyKey];
  const key = typeof raw === 'string' ? raw.replace(/^"(.*)"$/, '$1') : '';
  if (!IDEMPOTENCY_KEY.test(key)) throw new RequestProblem('idempotency-key-missing');
  return key;
}
