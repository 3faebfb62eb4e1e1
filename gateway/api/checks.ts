import { newId } from '@duecheck/core/contract';
import { runCheck } from '../checks/run-check.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { superiorsOf } from '../identity/organisations.ts';
import { rolesOf } from '../identity/roles.ts';
import { rowOf } from '../lists/lists.ts';
import { settleOwed } from '../outages/settle-owed.ts';

/** POST /v1/checks */
export const checks = defineCapability('check', async ({ world, caller, body, idempotencyKey }) => {
  const subject = subjectOf(body.subject);
  const catalogue = await world.lists.catalogue();
  rowOf(catalogue, body.decisionPoint);
  const binding = await world.lists.binding(body.origin, body.decisionPoint);
  const answer = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const fresh = newId('chk', { now: world.clock.now(), random: world.random(16) });
    const claim = {
      organisation: binding.organisation,
      account: caller,
      route: 'check',
      key: idempotencyKey,
      request: body,
    };
    const before = await claimOnce(trx, world, claim, fresh);
    const held = await rolesOf(trx, caller, legal.today, binding.organisation);
    const check = await runCheck(trx, world, {
      // A replay runs every filter again, for the same check, and is registered (DESIGN §3, Idempotency).
      checkId: (before ?? fresh) as typeof fresh,
      flags: before === null ? [] : ['replay'],
      account: caller,
      held,
      superiors: await superiorsOf(trx, binding.organisation),
      request: body,
      subject,
      binding,
      catalogue,
      legal,
    });
    // A refusal at the page may be a slip of the pen: only a check that was made settles what the case owes.
    if (check.outcome.kind !== 'refused') {
      const { organisation } = binding;
      const { decisionPoint, case: of } = body;
      const place = {
        organisation,
        decision_point: decisionPoint,
        case_key: world.index.case(organisation, decisionPoint, of.key),
        part: of.part,
      };
      await settleOwed(trx, world, { place, check, account: caller });
    }
    return check;
  });
  failPoint('check.after-commit');
  failPoint('check.before-answer');
  return answer;
});
