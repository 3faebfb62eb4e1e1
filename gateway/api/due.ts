import { whatIsDue } from '@duecheck/core/catalogue';
import type { CaseRef } from '@duecheck/core/contract';
import { iso } from '../clock.ts';
import { newestCheckOf } from '../decisions/load.ts';
import { openDecisionAt } from '../decisions/open-decision.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { superiorsOf } from '../identity/organisations.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import type { World } from '../world.ts';

/** POST /v1/due: reads no record and registers nothing (PROTOCOL, Check). */
export const due = defineCapability('due', async ({ world, caller, body }) => {
  const catalogue = await world.lists.catalogue();
  const { organisation } = await world.lists.binding(body.origin, body.decisionPoint);
  return world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    if (roleFor(await rolesOf(trx, caller, legal.today, organisation), DECIDERS, body.decisionPoint) === null) {
      throw new RequestProblem('role-missing');
    }
    const place = body.case === undefined ? null : placeOf(world, organisation, body.decisionPoint, body.case);
    const last = place === null ? undefined : await newestCheckOf(trx, place);
    const answer = whatIsDue({
      catalogue,
      decisionPoint: body.decisionPoint,
      organisation,
      superiors: await superiorsOf(trx, organisation),
      now: iso(legal.instant),
      ...(body.matter === undefined ? {} : { matter: body.matter }),
      ...(body.subjectType === undefined ? {} : { subjectType: body.subjectType }),
      ...(last === undefined || last.outdated
        ? {}
        : { lastCheck: { at: iso(last.checked_at.getTime()), freshUntil: iso(last.fresh_until.getTime()) } }),
    });
    return {
      due: answer.due,
      ...(last?.outdated === true
        ? { reason: 'record-changed' }
        : answer.reason === undefined
          ? {}
          : { reason: answer.reason }),
      holds: answer.holds,
      needsAuthorisation: answer.due !== 'forbidden' && answer.authority.needsAuthorisation,
      needsRelease: answer.due !== 'forbidden' && answer.row.release === 'second-person',
      lastCheckAt: last === undefined ? null : iso(last.checked_at.getTime()),
      // Compared in legal time, told in machine time: the client knows the machine's clock only.
      freshUntil: last === undefined ? null : iso(last.fresh_until.getTime() - legal.ahead),
      openDecision: place === null ? null : await openDecisionAt(trx, place, legal.today),
      legalToday: legal.today,
    };
  });
});

const placeOf = (world: World, organisation: string, decisionPoint: string, at: CaseRef) => ({
  organisation,
  decision_point: decisionPoint,
  case_key: world.index.case(organisation, decisionPoint, at.key),
  part: at.part,
});
