import { createHash } from 'node:crypto';
import { RequestProblem } from '../http/problem.ts';
import type { Database } from '../store/database.ts';

/** The host's server or reverse proxy (layer 4), known by its own bearer key and bound to organisation and origin. */
export interface EnforcementPoint {
  readonly id: string;
  readonly organisation: string;
  readonly origin: string;
}

export const enforcementKeyHash = (key: string): Uint8Array => createHash('sha256').update(key).digest();

/** @throws RequestProblem `token-invalid` */
export async function findEnforcementPoint(db: Database, key: string): Promise<EnforcementPoint> {
  const found = await db
    .selectFrom('enforcement_point')
    .select(['id', 'organisation', 'origin'])
    .where('key_hash', '=', enforcementKeyHash(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) throw new RequestProblem('token-invalid');
  return found;
}
