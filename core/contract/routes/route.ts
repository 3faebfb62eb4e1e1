/** What a route says of itself. */
import type * as z from 'zod/mini';
import type { Role } from '../session.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** Who may call: roles, an enforcement point's or a partner's own key, any signed-in account, or anyone. */
  readonly access: readonly Role[] | 'enforcement-point' | 'partner' | 'signed-in' | 'public';
  /** `required`: the route writes something that must not happen twice. */
  readonly idempotency: 'required' | 'none';
  readonly body?: z.ZodMiniType;
  /** Parameters behind the `?`, each a string as it came; the schema makes numbers and days of them. */
  readonly query?: z.ZodMiniType;
  /** `file`: the body is a file of one of `FILE_TYPES`, handed on as a stream and never held whole. JSON where left out. */
  readonly accepts?: 'json' | 'file';
  readonly answer?: z.ZodMiniType;
  /** Of the success answer, where it is not 200 with JSON. */
  readonly status?: number;
  /** Largest body in bytes, where it is not the gateway's own limit for one person and one case. */
  readonly bodyLimit?: number;
}

/** What files come as. `application/octet-stream`: whoever sends it leaves it to the bytes. */
export const FILE_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

export const DECIDERS = ['clerk', 'reviewer'] as const satisfies readonly Role[];
