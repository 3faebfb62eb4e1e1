import { type Role, StalePart } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { inPosts, postsOf } from '../identity/posts.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import { listedAs } from '../lists/listed-as.ts';

const MENDING: readonly Role[] = ['office', 'manager', 'auditor'];
const MOST_LISTED = 500;

/**
 * POST /v1/bindings/stale: what it says of the binding comes from the signed list, never from the caller. No entry: nobody
 * is looked up and nobody named.
 */
export const reportStale = defineCapability('reportStale', async ({ world, caller, body, request }) => {
  const listed = listedAs(await world.lists.bindings(), body);
  if (listed === null || listed.version < body.version) throw new RequestProblem('origin-unbound');
  const { organisation, decisionPoint, title, origin, id: binding, version } = listed;
  const first = await world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    if (roleFor(await rolesOf(trx, caller, today, organisation), DECIDERS, decisionPoint) === null) {
      throw new RequestProblem('role-missing');
    }
    // True when it was seen, and mended since: the client gets the new list by itself, and there is nothing left to mend.
    if (body.version < version) return false;
    const inserted = await trx
      .insertInto('stale_binding')
      .values({
        ...{ organisation, binding, version, origin, decision_point: decisionPoint },
        ...{ title_zh: title.zh, title_en: title.en },
      })
      .onConflict((conflict) => conflict.columns(['organisation', 'binding', 'version', 'origin']).doNothing())
      .executeTakeFirst();
    const at = new Date(world.clock.now());
    const who = [organisation, binding, String(version), origin, caller.iss, caller.sub];
    await trx
      .insertInto('stale_binding_report')
      .values({
        ...{ organisation, binding, version, origin, clerk: world.index.request('stale-binding', ...who) },
        ...{ parts: body.parts, first_at: at, last_at: at },
      })
      .onConflict((conflict) =>
        conflict.columns(['organisation', 'binding', 'version', 'origin', 'clerk']).doUpdateSet({
          parts: sql`(select array_agg(distinct said.part)
                        from unnest(stale_binding_report.parts || excluded.parts) as said (part))`,
          last_at: sql`greatest(stale_binding_report.last_at, excluded.last_at)`,
        }),
      )
      .execute();
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  });
  if (first) request.log.warn({ binding, version, organisation, origin, parts: body.parts }, 'binding stale');
  return undefined;
});

interface Row {
  readonly binding: string;
  readonly version: number;
  readonly organisation: string;
  readonly origin: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly parts: readonly string[];
  readonly first_at: Date;
  readonly last_at: Date;
  readonly clerks: number;
}

/** GET /v1/bindings/stale */
export const staleBindings = defineCapability('staleBindings', async ({ world, caller }) => {
  const bindings = await world.lists.bindings();
  const { today } = await world.legal(world.db);
  const posts = await postsOf(world.db, caller, today, MENDING);
  if (posts.length === 0) throw new RequestProblem('role-missing');
  const { rows } = await sql<Row>`
    select s.binding, s.version, s.organisation, s.origin, s.title_zh, s.title_en, array_agg(distinct said.part) as parts,
           min(r.first_at) as first_at, max(r.last_at) as last_at, count(distinct r.clerk) as clerks
      from stale_binding s
      join stale_binding_report r using (organisation, binding, version, origin)
     cross join unnest(r.parts) as said (part)
     where ${inPosts(posts, 's.organisation', 's.decision_point')}
     group by s.organisation, s.binding, s.version, s.origin
     order by last_at desc, binding, version desc, origin
     limit ${MOST_LISTED}`.execute(world.db);
  return {
    bindings: rows.map((row) => {
      const { binding, version, organisation, origin, clerks } = row;
      return {
        ...{ binding, version, organisation, origin, title: { zh: row.title_zh, en: row.title_en } },
        parts: StalePart.options.filter((part) => row.parts.includes(part)),
        ...{ firstAt: iso(row.first_at.getTime()), lastAt: iso(row.last_at.getTime()), clerks },
        state: listedAs(bindings, row)?.version === version ? ('open' as const) : ('superseded' as const),
      };
    }),
  };
});
