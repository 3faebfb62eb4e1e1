import type { ReportingDutiesQuery, Role } from '@duecheck/core/contract';
import { type CivilDate, reportingDuty } from '@duecheck/core/time';
import { sql } from 'kysely';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { type Post, postsOf } from '../identity/posts.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Database } from '../store/database.ts';

const COUNTING: readonly Role[] = ['office', 'manager'];

/** GET /v1/reporting-duties: opens no record, so it is no lookup; who decided and when is all that it tells. */
export const reportingDuties = defineCapability('reportingDuties', async ({ world, caller, query }) => {
  const { calendars } = (await world.lists.catalogue()).catalogue;
  const { today } = await world.legal(world.db);
  const posts = await postsOf(world.db, caller, today, COUNTING);
  if (posts.length === 0) throw new RequestProblem('role-missing');
  const rows = await dutiesOf(world.db, posts, query, today);
  const duties = rows.slice(0, query.limit).map(({ id, organ, decided_on, reported_on }) => {
    const days = { decidedOn: decided_on, reportedOn: reported_on };
    return { record: id, organ, ...days, ...reportingDuty(days, today, calendars) };
  });
  const last = duties.at(-1);
  const next = last !== undefined && rows.length > duties.length ? `${last.decidedOn}/${last.record}` : null;
  return { duties, next };
});

interface Row {
  readonly id: string;
  readonly organ: string;
  readonly decided_on: CivilDate;
  readonly reported_on: CivilDate | null;
}

/**
 * A later decision is never due earlier (`reportingDuty`), so the day of the decision orders by due date, and no calendar is
 * needed in the database. A record names its organ by its title: whoever stands over the whole tree sees all, another those
 * of the offices under it. What is over is as if never there (DESIGN §1.6). One more than asked for.
 */
async function dutiesOf(
  db: Database,
  posts: readonly Post[],
  { state, after, limit }: ReportingDutiesQuery,
  today: CivilDate,
): Promise<readonly Row[]> {
  const nodes = posts.flatMap(({ organisations }) => organisations);
  const place = after === undefined ? null : { day: after.slice(0, 10), id: after.slice(11) };
  const open = state === 'open';
  const from = open
    ? sql`(r.decided_on, r.id) > (${place?.day ?? '0001-01-01'}::date, ${place?.id ?? ''})`
    : sql`(r.decided_on, r.id) < (${place?.day ?? 'infinity'}::date, ${place?.id ?? ''})`;
  const { rows } = await sql<Row>`
    select r.id, r.organ, r.decided_on, r.reported_on
      from credit_record r
     where r.type = 'government-dishonesty'
       and r.reported_on is ${open ? sql`null` : sql`not null`}
       and r.state not in ('repaired', 'withdrawn', 'sealed')
       and (r.use_until is null or r.use_until >= ${today}::date)
       and (r.retain_until is null or r.retain_until >= ${today}::date)
       and exists (select from organisation o
                    where o.id = any(${textArray(nodes)}::text[]) and (o.parent is null or o.title_zh = r.organ))
       and ${from}
     order by r.decided_on ${open ? sql`asc` : sql`desc`}, r.id ${open ? sql`asc` : sql`desc`}
     limit ${limit + 1}`.execute(db);
  return rows;
}
