/** What an organisation's case numbers look like: the nearest node of the tree that says so, says it. */
import { superiorsOf } from '../identity/organisations.ts';
import type { Trx } from '../store/database.ts';

export type FitsCase = (key: string) => boolean;

/** Everything fits where nobody said what cases look like. */
export async function casePatternOf(trx: Trx, organisation: string): Promise<FitsCase> {
  const nodes = [organisation, ...(await superiorsOf(trx, organisation))];
  const rows = await trx.selectFrom('case_pattern').selectAll().where('organisation', 'in', nodes).execute();
  const nearest = nodes.flatMap((node) => rows.find((row) => row.organisation === node) ?? [])[0];
  if (nearest === undefined) return () => true;
  const pattern = new RegExp(`^(?:${nearest.pattern})$`);
  return (key) => pattern.test(key);
}
