import { newId } from '@duecheck/core/contract';
import type { CheckRun } from '../checks/check-run.ts';
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
  const { organisation } = binding;
  const answer = await runCheck(world, {
    begin: async (trx): Promise<{ run: CheckRun }> => {
      const legal = await world.legal(trx);
      const fresh = newId('chk', { now: world.clock.now(), random: world.random(16) });
      const claim = { organisation, account: caller, route: 'check', key: idempotencyKey, request: body };
      const before = await claimOnce(trx, world, claim, fresh);
      return {
        run: {
          // A replay runs every filter again, for the same check, and is registered (DESIGN §3, Idempotency).
          checkId: (before ?? fresh) as typeof fresh,
          flags: before === null ? [] : ['replay'],
          account: caller,
          held: await rolesOf(trx, caller, legal.today, organisation),
          superiors: await superiorsOf(trx, organisation),
          request: body,
          subject,
          binding,
          catalogue,
          legal,
          by: 'office',
          pace: 'single',
        },
      };
    },
    end: async (trx, check) => {
      // A refusal at the page may be a slip of the pen: only a check that was made settles what the case owes.
      if (check.outcome.kind === 'refused') return check;
      const place = {
        organisation,
        decision_point: body.decisionPoint,
        case_key: world.index.case(organisation, body.decisionPoint, body.case.key),
        part: body.case.part,
      };
      await settleOwed(trx, world, { place, check, account: caller });
      return check;
    },
  });
  failPoint('check.after-commit');
  failPoint('check.before-answer');
  return answer;
});
