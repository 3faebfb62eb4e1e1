/** Who may read the register's rows: auditors, at their node and below. Read at each call, so a withdrawal works at once. */

import type { FastifyRequest } from 'fastify';
import { RequestProblem } from '../http/problem.ts';
import type { Database } from '../store/database.ts';
import type { World } from '../world.ts';
import { subtreesOf } from './organisations.ts';
import { conflicted, rolesOf } from './roles.ts';
import type { Account } from './tokens.ts';

/**
 * Whose rows an auditor sees: everybody's from the root of the tree, otherwise those of the nodes and all below them.
 * `everything` asks no row whose it is: a row whose organisation was changed must not hide from the city's auditor.
 */
export type Scope = 'everything' | ReadonlySet<string>;

export interface Auditor {
  readonly account: Account;
  /** The node where the role was given; the audit's own entry stands under it. */
  readonly organisation: string;
  readonly sees: Scope;
}

/** @throws RequestProblem `token-missing`, `role-missing`, and as the token verifier */
export type RequireAuditor = (request: FastifyRequest) => Promise<Auditor>;

export const requireAuditor =
  (world: Pick<World, 'db' | 'legal' | 'verifyToken'>): RequireAuditor =>
  async (request) => {
    const token = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new RequestProblem('token-missing');
    const account = await world.verifyToken(token);
    return auditorOf(world, account);
  };

/** @throws RequestProblem `role-missing` */
export async function auditorOf(world: Pick<World, 'db' | 'legal'>, account: Account): Promise<Auditor> {
  const { today } = await world.legal(world.db);
  const held = await rolesOf(world.db, account, today, null);
  const nodes = held.filter((h) => h.role === 'auditor').map((h) => h.organisation);
  const [organisation] = nodes;
  if (organisation === undefined || conflicted(held)) throw new RequestProblem('role-missing');
  return { account, organisation, sees: await scopeOf(world.db, nodes) };
}

/** Of roles given at these nodes. */
export async function scopeOf(db: Database, nodes: readonly string[]): Promise<Scope> {
  const rows = await subtreesOf(db, nodes);
  return rows.some((row) => row.parent === null) ? 'everything' : new Set(rows.map((row) => row.id));
}
