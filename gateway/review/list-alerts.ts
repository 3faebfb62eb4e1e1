/** The queue: what waits longest comes first. No column says how many alerts a clerk has, and nothing is ordered by it. */
import {
  ALERT_STATES,
  type AlertState,
  type ReviewAlertsAnswer,
  type ReviewAlertsQuery,
} from '@duecheck/core/contract';
import { type RawBuilder, sql } from 'kysely';
import { type Bound, bounded } from '../audit/read-bounded.ts';
import type { Scope } from '../identity/auditors.ts';
import type { Account } from '../identity/tokens.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Database } from '../store/database.ts';
import { type AlertRow, toldAlert } from './alert-row.ts';

/** Beyond it nobody counts by hand. */
const MOST_COUNTED = 1000;

export interface Queue {
  readonly caller: Pick<Account, 'iss' | 'sub'>;
  readonly organisations: Scope;
  readonly query: ReviewAlertsQuery;
}

export const listAlerts = (
  db: Database,
  { caller, organisations, query }: Queue,
  bound: Bound,
): Promise<Omit<ReviewAlertsAnswer, 'query'>> =>
  bounded(db, bound, async (trx) => {
    const within = whereAlerts({ caller, organisations, query });
    const [at, id] = query.after?.split('/') ?? [];
    const beyond = query.after === undefined ? sql`true` : sql`(a.raised_at, a.id) > (${at}::timestamptz, ${id})`;
    const inState = query.state === undefined ? sql`true` : sql`a.state = any(${textArray(query.state)}::text[])`;
    const { rows } = await sql<AlertRow>`
      select a.* from review_alert a where ${within} and ${inState} and ${beyond}
       order by a.raised_at, a.id limit ${query.limit + 1}`.execute(trx);
    const { rows: counted } = await sql<{ state: AlertState; n: number }>`
      select state, count(*) as n from (select a.state from review_alert a where ${within} limit ${MOST_COUNTED}) as counted
       group by state`.execute(trx);
    const alerts = rows.slice(0, query.limit).map(toldAlert);
    const last = alerts.at(-1);
    return {
      alerts,
      next: last !== undefined && rows.length > query.limit ? `${last.raisedAt}/${last.id}` : null,
      counts: Object.fromEntries(
        ALERT_STATES.map((state) => [state, counted.find((one) => one.state === state)?.n ?? 0]),
      ) as Record<AlertState, number>,
    };
  });

function whereAlerts({ caller, organisations, query }: Queue): RawBuilder<boolean> {
  const { rule, actor, from, until, assignee } = query;
  const all = [
    sql`not (a.iss = ${caller.iss} and a.sub = ${caller.sub})`,
    ...(organisations === 'everything' ? [] : [sql`a.organisation = any(${textArray([...organisations])}::text[])`]),
    ...(rule === undefined ? [] : [sql`a.rule = ${rule}`]),
    ...(actor === undefined ? [] : [sql`a.sub = ${actor}`]),
    ...(from === undefined ? [] : [sql`a.day >= ${from}::date`]),
    ...(until === undefined ? [] : [sql`a.day <= ${until}::date`]),
    ...(assignee === 'nobody' ? [sql`a.assignee_sub is null`] : []),
    ...(assignee === 'me' ? [sql`a.assignee_iss = ${caller.iss} and a.assignee_sub = ${caller.sub}`] : []),
  ];
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}
