import type { Effect, Id } from '@duecheck/core/contract';
import { loadDecision } from '../decisions/load.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { inPosts, postsOf } from '../identity/posts.ts';
import { DECIDERS } from '../identity/roles.ts';
import { openCase, openSubject } from '../store/sealed.ts';

/** GET /v1/measures-to-lift */
export const toLift = defineCapability('toLift', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const posts = await postsOf(trx, caller, today, DECIDERS);
    const rows = await trx
      .selectFrom('measure_to_lift as m')
      .innerJoin('decision as d', 'd.id', 'm.decision_id')
      .select([
        'm.decision_id',
        'm.measure',
        'm.since',
        'm.due_by',
        'd.effect',
        'd.organisation',
        'd.decision_point',
        'd.sealed_case',
        'd.key_month',
      ])
      .where('m.lifted_at', 'is', null)
      .where(inPosts(posts, 'd.organisation', 'd.decision_point'))
      .orderBy('m.due_by')
      .orderBy('m.decision_id')
      .orderBy('m.measure')
      .limit(500)
      .execute();
    const measures = [];
    for (const row of rows) {
      measures.push({
        decisionId: row.decision_id as Id<'dec'>,
        decisionPoint: row.decision_point,
        organisation: row.organisation,
        caseLabel: (await openCase(trx, world, row.decision_id, row)).label,
        effect: row.effect as Effect,
        measure: row.measure,
        since: row.since,
        dueBy: row.due_by,
        overdue: today > row.due_by,
      });
    }
    return { measures };
  }),
);

/** POST /v1/decisions/{id}/lift: an entry of its own, since the decision itself was right when it was made. */
export const lift = defineCapability('lift', async ({ world, caller, body, params, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const { decision, held, events } = await loadDecision(trx, caller, params.id ?? '', today);
    const claim = {
      organisation: decision.organisation,
      account: caller,
      route: `lift/${decision.id}`,
      key: idempotencyKey,
      request: body,
    };
    const repeated = (await claimOnce(trx, world, claim, decision.id)) !== null;
    const lifted = await trx
      .updateTable('measure_to_lift')
      .set({ lifted_at: new Date(world.clock.now()) })
      .where('decision_id', '=', decision.id)
      .where('measure', '=', body.measure)
      .where('lifted_at', 'is', null)
      .executeTakeFirst();
    if (lifted.numUpdatedRows === 0n && !repeated) throw new RequestProblem('state-conflict');
    const check = await trx
      .selectFrom('credit_check')
      .selectAll()
      .where('id', '=', decision.check_id)
      .executeTakeFirst();
    if (repeated) {
      const before = await trx
        .selectFrom('measure_to_lift')
        .select('lift_entry')
        .where('decision_id', '=', decision.id)
        .where('measure', '=', body.measure)
        .executeTakeFirstOrThrow();
      return { decisionId: decision.id as Id<'dec'>, measure: body.measure, entry: before.lift_entry as Id<'ent'> };
    }
    const [entry] = await world.register.append(trx, [
      {
        type: 'measure.lifted',
        organisation: decision.organisation,
        decisionPoint: decision.decision_point,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: check === undefined ? null : await openSubject(trx, world, check),
        case: await openCase(trx, world, decision.id, decision),
        request: { measure: body.measure, after: events.length },
        outcome: null,
        decisionId: decision.id,
        ...(check === undefined ? {} : { person: { measure: body.measure, reason: body.reason } }),
        office: { measure: body.measure, reason: body.reason },
      },
    ]);
    if (entry === undefined) throw new Error('append gave no entry');
    await trx
      .updateTable('measure_to_lift')
      .set({ lift_entry: entry.id })
      .where('decision_id', '=', decision.id)
      .where('measure', '=', body.measure)
      .execute();
    return { decisionId: decision.id as Id<'dec'>, measure: body.measure, entry: entry.id };
  }),
);
