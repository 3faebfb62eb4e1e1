import type { CivilDate } from '@duecheck/core/time';
import { askedOrganisations } from '../audit/asked-organisations.ts';
import { whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { scopeOf } from '../identity/auditors.ts';
import { conflicted, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { endProposal, listVersions, officeAtRoot, propose } from '../review/rules-versions.ts';
import { tryRules as backTest } from '../review/try-rules.ts';
import type { World } from '../world.ts';

/** GET /v1/review/rules: they name nobody, so reading them is no entry. */
export const reviewRules = defineCapability('reviewRules', async ({ world, caller }) => {
  await watcherOf(world, caller);
  return world.db.transaction().execute((trx) => listVersions(trx, world));
});

/** POST /v1/review/rules */
export const proposeRules = defineCapability('proposeRules', ({ world, caller, body, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const organisation = await officeAtRoot(trx, world, caller);
    const claim = { organisation, account: caller, route: 'propose-rules', key: idempotencyKey, request: body };
    if ((await claimOnce(trx, world, claim, 'review-rules')) === null)
      await propose(trx, world, { caller, organisation, ...body });
    return listVersions(trx, world);
  }),
);

/** POST /v1/review/rules/{version}/step */
export const stepRules = defineCapability('stepRules', ({ world, caller, body, params }) =>
  world.db.transaction().execute(async (trx) => {
    const organisation = await officeAtRoot(trx, world, caller);
    const version = params.version ?? '';
    if (!/^\d{1,9}$/.test(version)) throw new RequestProblem('not-found');
    const { step, reason = null } = body;
    if (step === 'return' && reason === null)
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/reason', code: 'missing-key' }] });
    await endProposal(trx, world, { caller, organisation, version: Number(version), step, reason });
    return listVersions(trx, world);
  }),
);

/** POST /v1/review/rules/try */
export const tryRules = defineCapability('tryRules', async ({ world, caller, body, reply }) => {
  const signal = whileThere(reply);
  const watcher = await watcherOf(world, caller);
  const { rules, from, until } = body;
  const organisations = await askedOrganisations(world.db, watcher.sees, body.organisation);
  const query = await registerQuestion(world, watcher, { route: 'tryRules', asked: body });
  const trying = { rules, from: from as CivilDate, until: until as CivilDate, organisations };
  return { query, ...(await backTest(world, trying, { signal })) };
});

/** An auditor or one of the office, at the node where the role was given. @throws RequestProblem `role-missing` */
async function watcherOf(world: World, account: Account) {
  const { today } = await world.legal(world.db);
  const held = await rolesOf(world.db, account, today, null);
  const posts = held.filter(({ role }) => role === 'auditor' || role === 'office');
  const [first] = posts;
  if (first === undefined || conflicted(held)) throw new RequestProblem('role-missing');
  const sees = await scopeOf(
    world.db,
    posts.map(({ organisation }) => organisation),
  );
  return { account, organisation: first.organisation, role: first.role, sees };
}
