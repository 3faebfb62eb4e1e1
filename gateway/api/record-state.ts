import { MAY_BECOME, type RecordState } from '@duecheck/core/assess';
import type { Id, RecordStateAnswer } from '@duecheck/core/contract';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rootOf } from '../identity/organisations.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import { changeState } from '../records/change-state.ts';
import type { Trx } from '../store/database.ts';
import { civilDate } from './notice.ts';

/** POST /v1/records/{id}/state: the office passes on what the deciding organ decided; it reads no record here. */
export const recordState = defineCapability('recordState', async ({ world, caller, body, params, idempotencyKey }) => {
  const { catalogue } = await world.lists.catalogue();
  const disputeDueBy = body.disputeDueBy === undefined ? null : civilDate(body.disputeDueBy, '/disputeDueBy');
  return world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const organisation = await rootOf(trx);
    const held = roleFor(await rolesOf(trx, caller, legal.today, organisation), ['office']);
    if (held === null) throw new RequestProblem('role-missing');
    const id = params.id ?? '';
    // Locked, so that two changes at once become one after the other.
    const record = await trx
      .selectFrom('credit_record')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (record === undefined) throw new RequestProblem('not-found');

    const changeId = `${id}/${Buffer.from(world.random(8)).toString('hex')}`;
    const claim = { organisation, account: caller, route: `record-state/${id}`, key: idempotencyKey, request: body };
    const before = await claimOnce(trx, world, claim, changeId);
    if (before !== null) return readChange(trx, before);
    if (!MAY_BECOME[record.state as RecordState].includes(body.state)) throw new RequestProblem('state-conflict');
    const { document, reason } = { document: body.documentNumber, reason: body.reason };
    const change = { changeId, record, to: body.state, disputeDueBy, document, reason, legal, organisation };
    const actor = { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance };
    await changeState(trx, world, { ...change, actor, calendars: catalogue.calendars });
    return readChange(trx, changeId);
  });
});

async function readChange(trx: Trx, id: string): Promise<RecordStateAnswer> {
  const change = await trx.selectFrom('record_change').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return {
    record: change.record,
    state: change.state_after as RecordState,
    entry: change.entry as Id<'ent'>,
    lookAgain: change.look_again,
    toLift: change.to_lift,
  };
}
