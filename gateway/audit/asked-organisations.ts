import { RequestProblem } from '../http/problem.ts';
import type { Scope } from '../identity/auditors.ts';
import { rootOf, subtreesOf } from '../identity/organisations.ts';
import type { Database } from '../store/database.ts';

/**
 * Whose entries a question is about: those of the node asked for and below, or all that the auditor sees. `everything` stays that, so
 * that a row whose organisation was changed to none of ours is still found.
 *
 * @throws RequestProblem `role-missing` for a node that the auditor does not audit
 */
export async function askedOrganisations(db: Database, sees: Scope, node: string | undefined): Promise<Scope> {
  if (node === undefined) return sees;
  if (sees !== 'everything' && !sees.has(node)) throw new RequestProblem('role-missing');
  // What lies below a node that one audits is one's own too.
  return new Set((await subtreesOf(db, [node])).map(({ id }) => id));
}

/** The same by name, for what is counted an organisation at a time. */
export async function namedOrganisations(db: Database, scope: Scope): Promise<readonly string[]> {
  if (scope !== 'everything') return [...scope];
  return (await subtreesOf(db, [await rootOf(db)])).map(({ id }) => id);
}
