import { patternFault } from '@duecheck/core/binding';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';

/** POST /v1/case-patterns: what is refused from now on hangs on it, so it is an entry. */
export const setCasePattern = defineCapability('setCasePattern', async ({ world, caller, body, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const { organisation, pattern, reason } = body;
    const held = roleFor(await rolesOf(trx, caller, today, organisation), ['office']);
    if (held === null) throw new RequestProblem('role-missing');
    const fault = pattern === null ? null : patternFault(pattern);
    if (fault !== null) throw new RequestProblem('invalid-body', { errors: [{ pointer: '/pattern', code: fault }] });
    const claim = { organisation, account: caller, route: 'case-pattern', key: idempotencyKey, request: body };
    if ((await claimOnce(trx, world, claim, organisation)) !== null) return { organisation, pattern };
    if (pattern === null) await trx.deleteFrom('case_pattern').where('organisation', '=', organisation).execute();
    else
      await trx
        .insertInto('case_pattern')
        .values({ organisation, pattern })
        .onConflict((conflict) => conflict.column('organisation').doUpdateSet({ pattern }))
        .execute();
    await world.register.append(trx, [
      {
        type: 'case-pattern.changed',
        organisation,
        decisionPoint: null,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: null,
        case: null,
        request: { pattern },
        outcome: null,
        office: { reason },
      },
    ]);
    return { organisation, pattern };
  }),
);
