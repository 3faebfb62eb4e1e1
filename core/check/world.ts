/** What the client asks of the place it runs in. Tests hand in fakes; core knows no browser (DESIGN §2). */
import type * as z from 'zod/mini';
import type { DESK_ROUTES, DeskRoute } from '../contract/index.ts';
import type { Reply } from './reply.ts';

export type AnswerOf<N extends DeskRoute> = (typeof DESK_ROUTES)[N] extends { answer: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;
export type BodyOf<N extends DeskRoute> = (typeof DESK_ROUTES)[N] extends { body: infer S extends z.ZodMiniType }
  ? z.input<S>
  : undefined;

export type QueryOf<N extends DeskRoute> = (typeof DESK_ROUTES)[N] extends { query: infer S extends z.ZodMiniType }
  ? z.input<S>
  : undefined;

export interface Call<N extends DeskRoute> {
  readonly route: N;
  /** Fills `:id` of the route's path. */
  readonly id?: string;
  readonly query?: QueryOf<N>;
  readonly body?: BodyOf<N>;
  readonly idempotencyKey?: string;
}

/** One HTTP exchange with the gateway, deadline included. Resolves always; the answer is parsed by the contract. */
export interface Transport {
  call<N extends DeskRoute>(call: Call<N>): Promise<Reply<AnswerOf<N>>>;
}

/** Keeps small values while the browser runs. It must outlive the worker, and need not outlive the browser. */
export interface IntentStore {
  get(id: string): Promise<unknown>;
  set(id: string, value: unknown): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export type Random = (length: number) => Uint8Array;

export interface CheckWorld {
  readonly clock: Clock;
  readonly store: IntentStore;
  readonly transport: Transport;
  readonly random: Random;
  /** false only where the device itself says that it has no network. */
  online(): boolean;
}
