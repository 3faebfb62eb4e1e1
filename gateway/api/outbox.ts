import type { CheckRequest, Id, Subject } from '@duecheck/core/contract';
import { newId } from '@duecheck/core/contract';
import type { CheckRun } from '../checks/check-run.ts';
import { runCheck } from '../checks/run-check.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { superiorsOf } from '../identity/organisations.ts';
import { rolesOf } from '../identity/roles.ts';
import { openSealed } from '../outages/open-sealed.ts';
import { passOnDeferral } from '../outages/pass-on-deferral.ts';
import { settleOwed } from '../outages/settle-owed.ts';
import { verifyDeferralHere } from '../outages/verify-deferral.ts';
import type { Trx } from '../store/database.ts';

/** GET /v1/outbox-key */
export const outboxKey = defineCapability('outboxKey', async ({ world }) => {
  const { kid, jwk } = world.keys.current('outbox');
  return { kid, jwk: { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y } };
});

/**
 * POST /v1/outbox: a decision made while we did not answer. It becomes known (once, whoever reports it first), and the
 * check that it owes is done now, by the same actor's session. A finding opens a review and changes nothing by itself.
 */
export const outbox = defineCapability('outbox', async ({ world, caller, body, idempotencyKey }) => {
  if (idempotencyKey !== body.id) throw new RequestProblem('idempotency-key-missing');
  const sealed = await openSealed(world.keys, body);
  const catalogue = await world.lists.catalogue();
  const binding = await world.lists.binding(sealed.origin, sealed.decisionPoint);
  const subject = sealed.subject === null ? null : subjectOf(sealed.subject);
  const { organisation } = binding;
  const claimed = async (trx: Trx) => {
    const fresh = newId('chk', { now: world.clock.now(), random: world.random(16) });
    const claim = { organisation, account: caller, route: 'outbox', key: body.id, request: body };
    const before = await claimOnce(trx, world, claim, fresh);
    return { before, checkId: (before ?? fresh) as Id<'chk'>, decisionId: await pass(trx) };
  };
  const pass = async (trx: Trx) => {
    const verified = await verifyDeferralHere(trx, world, sealed.deferral, {
      organisation,
      decisionPoint: sealed.decisionPoint,
      effect: sealed.effect,
      caseKey: sealed.case.key,
      part: sealed.case.part,
    });
    if (!verified.ok || verified.key.sub !== caller.sub || verified.key.iss !== caller.iss) {
      throw new RequestProblem('deferral-invalid');
    }
    const decisionId = await passOnDeferral(trx, world, {
      id: newId('dec', { now: world.clock.now(), random: world.random(16) }),
      claims: verified.claims,
      account: caller,
      case: sealed.case,
      origin: sealed.origin,
      source: 'deferral',
      flags: ['outbox'],
    });
    if (decisionId === null) throw new RequestProblem('deferral-invalid');
    return decisionId;
  };
  const answer = await (subject === null || sealed.subject === null
    ? world.db.transaction().execute(async (trx) => {
        const { decisionId } = await claimed(trx);
        return { decisionId, check: null, review: false };
      })
    : runCheck(world, {
        begin: async (trx) => {
          const legal = await world.legal(trx);
          const { before, checkId, decisionId } = await claimed(trx);
          const run: CheckRun = {
            checkId,
            flags: before === null ? ['owed'] : ['owed', 'replay'],
            account: caller,
            held: await rolesOf(trx, caller, legal.today, organisation),
            superiors: await superiorsOf(trx, organisation),
            request: requestOf(sealed, sealed.subject as Subject),
            subject,
            binding,
            catalogue,
            legal,
            by: 'office',
            pace: 'single',
          };
          return { run, decisionId };
        },
        end: async (trx, check, { decisionId }) => {
          const place = {
            organisation,
            decision_point: sealed.decisionPoint,
            case_key: world.index.case(organisation, sealed.decisionPoint, sealed.case.key),
            part: sealed.case.part,
          };
          const review = await settleOwed(trx, world, { place, check, account: caller });
          failPoint('outbox.before-commit');
          return { decisionId, check, review };
        },
      }));
  failPoint('outbox.after-commit');
  return answer;
});

const requestOf = (
  sealed: Awaited<ReturnType<typeof openSealed>>,
  subject: NonNullable<Awaited<ReturnType<typeof openSealed>>['subject']>,
): CheckRequest => ({
  decisionPoint: sealed.decisionPoint,
  case: sealed.case,
  ...(sealed.matter === undefined ? {} : { matter: sealed.matter }),
  subject,
  origin: sealed.origin,
});
