/**
 * Signing in, staying so, and out. Renewing is a request of its own that the page makes once at a time for all its tabs: a provider
 * that rotates refresh tokens takes a second use of one for theft (RFC 9700 §4.14.2).
 */

import type { ConsoleSessionAnswer } from '@duecheck/core/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { RequestProblem } from '../http/problem.ts';
import type { CodeFlow, Tokens } from '../identity/code-flow.ts';
import { type ConsoleCookies, type ConsoleSession, SESSION_MS } from './session-cookie.ts';

export interface SessionDesk {
  readonly flow: CodeFlow;
  readonly cookies: ConsoleCookies;
  readonly now: () => number;
  /** Public address of the console. */
  readonly url: string;
}

/** Of a provider that does not say how long its tokens last. */
const TOKEN_SECONDS = 300;
const HOME = '/audit/';

export function addSessionRoutes(app: FastifyInstance, { flow, cookies, now, url }: SessionDesk): void {
  const sessionOf = (tokens: Tokens, rest: Pick<ConsoleSession, 'name' | 'over'>): ConsoleSession => ({
    ...rest,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    endsAt: now() + (tokens.seconds ?? TOKEN_SECONDS) * 1000,
  });
  const told = ({ name, endsAt, over }: ConsoleSession): ConsoleSessionAnswer => ({
    ...{ state: 'signed-in', name, endsAt: new Date(endsAt).toISOString(), over: new Date(over).toISOString() },
  });

  app.get('/session', async (request, reply): Promise<ConsoleSessionAnswer> => {
    uncached(reply);
    const session = await cookies.session.read(request.headers.cookie);
    return session === null || session.over <= now() ? { state: 'signed-out' } : told(session);
  });

  app.get('/sign-in', async (request, reply) => {
    const { to } = request.query as { to?: unknown };
    const { address, kept } = await flow.begin().catch((cause) => {
      throw new RequestProblem('unavailable', { detail: 'The identity provider does not answer.', cause });
    });
    return uncached(reply)
      .header('set-cookie', await cookies.leaving.write({ kept, to: placeIn(to) }))
      .redirect(address, 303);
  });

  app.get('/callback', async (request, reply) => {
    uncached(reply);
    const leaving = await cookies.leaving.read(request.headers.cookie);
    if (leaving === null) return reply.redirect(`${HOME}?sign-in=again`, 303);
    const ended = await flow.end(new URL(request.url, url), leaving.kept).catch(() => null);
    // Cancelled, tampered with, or a provider that does not answer: the page says so, and offers to begin anew.
    if (ended === null)
      return reply.header('set-cookie', cookies.leaving.forget()).redirect(`${HOME}?sign-in=failed`, 303);
    const name = typeof ended.claims.name === 'string' ? ended.claims.name : ended.claims.sub;
    const session = sessionOf(ended, { name, over: now() + SESSION_MS });
    return reply
      .header('set-cookie', [await cookies.session.write(session), cookies.leaving.forget()])
      .redirect(leaving.to, 303);
  });

  app.post('/session/renew', async (request, reply): Promise<ConsoleSessionAnswer> => {
    uncached(reply);
    const session = await cookies.session.read(request.headers.cookie);
    if (session === null || session.over <= now() || session.refreshToken === null) return { state: 'signed-out' };
    const tokens = await flow.renew(session.refreshToken).catch((cause: { status?: number }) => {
      // Refused by the provider: signed out there. Anything else is an outage, and signs nobody out.
      if (cause.status === 400 || cause.status === 401) return null;
      throw new RequestProblem('unavailable', { detail: 'The identity provider does not answer.', cause });
    });
    if (tokens === null) {
      reply.header('set-cookie', cookies.session.forget());
      return { state: 'signed-out' };
    }
    const renewed = sessionOf(tokens, session);
    reply.header('set-cookie', await cookies.session.write(renewed));
    return told(renewed);
  });

  app.post('/sign-out', async (_request, reply): Promise<ConsoleSessionAnswer> => {
    uncached(reply).header('set-cookie', cookies.session.forget());
    return { state: 'signed-out' };
  });
}

/** A page of ours and nobody else's, whatever a link says (CWE-601). */
function placeIn(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith(HOME) || to.length > 2000) return HOME;
  return /[\\\s]|\/\//.test(to) ? HOME : to;
}

const uncached = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');
