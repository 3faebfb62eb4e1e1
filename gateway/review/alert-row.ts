/** An alert as a row, and as it is told. */
import type { AlertState, Finding, Id, ReviewAlert } from '@duecheck/core/contract';
import type { Because } from '@duecheck/core/review';
import { sayAlert } from '@duecheck/core/text';
import type { Selectable } from 'kysely';
import { iso } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Scope } from '../identity/auditors.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Tables, Trx } from '../store/database.ts';

export type AlertRow = Selectable<Tables['review_alert']>;

export function toldAlert(row: AlertRow): ReviewAlert {
  const because = row.because as Because;
  return {
    id: row.id as Id<'alr'>,
    revision: row.revision,
    rule: row.rule,
    rulesVersion: row.version,
    title: row.title,
    says: sayAlert(because),
    because: [...because.signs],
    per: because.per,
    organisation: row.organisation,
    actor: { iss: row.iss, sub: row.sub },
    day: row.day,
    raisedAt: iso(row.raised_at.getTime()),
    state: row.state as AlertState,
    assignee: assigneeOf(row),
    finding: row.finding as Finding | null,
    entries: row.entries,
  };
}

export const assigneeOf = ({ assignee_iss: iss, assignee_sub: sub }: AlertRow): Pick<Account, 'iss' | 'sub'> | null =>
  iss === null || sub === null ? null : { iss, sub };

type Who = Pick<Account, 'iss' | 'sub'>;

export const isSame = (a: Who | null, b: Who): boolean => a !== null && a.iss === b.iss && a.sub === b.sub;

/**
 * @param lock until the transaction ends
 * @throws RequestProblem `not-found`: there is none, or it is another's to audit; `own-acts`
 */
export async function findAlert(
  db: Database | Trx,
  id: string,
  { caller, sees, lock }: { readonly caller: Who; readonly sees: Scope; readonly lock: 'lock' | 'read' },
): Promise<AlertRow> {
  const query = db.selectFrom('review_alert').selectAll().where('id', '=', id);
  const row = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined || (sees !== 'everything' && !sees.has(row.organisation)))
    throw new RequestProblem('not-found');
  if (isSame(row, caller)) throw new RequestProblem('own-acts');
  return row;
}
