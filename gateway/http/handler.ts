/** What every capability is: a name from the contract's table, and a function from a call to an answer. */
import type { ROUTES, RouteName } from '@duecheck/core/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import type { Partner } from '../identity/partners.ts';
import type { Account } from '../identity/tokens.ts';
import type { World } from '../world.ts';
import type { FileBody } from './file-body.ts';

type BodyOf<N extends RouteName> = (typeof ROUTES)[N] extends { body: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;
type QueryOf<N extends RouteName> = (typeof ROUTES)[N] extends { query: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;
type FileOf<N extends RouteName> = (typeof ROUTES)[N] extends { accepts: 'file' } ? FileBody : undefined;
type AnswerOf<N extends RouteName> = (typeof ROUTES)[N] extends { answer: infer S extends z.ZodMiniType }
  ? z.input<S>
  : undefined;
type CallerOf<N extends RouteName> = (typeof ROUTES)[N]['access'] extends 'public'
  ? null
  : (typeof ROUTES)[N]['access'] extends 'enforcement-point'
    ? EnforcementPoint
    : (typeof ROUTES)[N]['access'] extends 'partner'
      ? Partner
      : Account;

export interface Call<N extends RouteName> {
  readonly world: World;
  readonly caller: CallerOf<N>;
  readonly body: BodyOf<N>;
  /** Of a route that takes one: read it before answering, or leave it; it cannot be read twice. */
  readonly file: FileOf<N>;
  readonly query: QueryOf<N>;
  readonly params: Readonly<Record<string, string>>;
  /** '' where the route takes none. */
  readonly idempotencyKey: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Capability<N extends RouteName = RouteName> {
  readonly route: N;
  readonly handle: (call: Call<N>) => Promise<AnswerOf<N>>;
}

export const defineCapability = <N extends RouteName>(
  route: N,
  handle: (call: Call<N>) => Promise<AnswerOf<N>>,
): Capability<N> => ({ route, handle });
