import { askedOrganisations } from '../audit/asked-organisations.ts';
import { whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { auditorOf } from '../identity/auditors.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { assigneeOf, findAlert, isSame } from '../review/alert-row.ts';
import { listAlerts } from '../review/list-alerts.ts';
import { readAlert } from '../review/read-alert.ts';
import { STEP_RULES } from '../review/steps.ts';
import { takeStep } from '../review/take-step.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** GET /v1/review/alerts */
export const reviewAlerts = defineCapability('reviewAlerts', async ({ world, caller, query: asked, reply }) => {
  const signal = whileThere(reply);
  const auditor = await auditorOf(world, caller);
  const organisations = await askedOrganisations(world.db, auditor.sees, asked.organisation);
  const query = await registerQuestion(world, auditor, { route: 'reviewAlerts', asked });
  return { query, ...(await listAlerts(world.db, { caller, organisations, query: asked }, { signal })) };
});

/** GET /v1/review/alerts/{id} */
export const reviewAlert = defineCapability('reviewAlert', async ({ world, caller, params }) => {
  const auditor = await auditorOf(world, caller);
  const { today } = await world.legal(world.db);
  const row = await findAlert(world.db, params.id as string, { caller, sees: auditor.sees, lock: 'read' });
  const query = await registerQuestion(world, auditor, { route: 'reviewAlert', asked: { alert: row.id } });
  const told = await world.db.transaction().execute((trx) => readAlert(trx, world, row, { caller, today }));
  return { query, ...told };
});

/** POST /v1/review/alerts/{id}/step: the step's own entry stands for reading what it answers as well. */
export const stepAlert = defineCapability('stepAlert', async ({ world, caller, body, params }) => {
  const auditor = await auditorOf(world, caller);
  const { today } = await world.legal(world.db);
  return world.db.transaction().execute(async (trx) => {
    const row = await findAlert(trx, params.id as string, { caller, sees: auditor.sees, lock: 'lock' });
    const assignee = assigneeOf(row);
    if (STEP_RULES[body.step].by === 'assignee' && !isSame(assignee, caller)) throw new RequestProblem('alert-changed');
    const to = body.step === 'assign' ? (body.to ?? { iss: caller.iss, sub: caller.sub }) : undefined;
    if (to !== undefined) await mustAudit(trx, world, to, row);
    const query = await takeStep(trx, world, row, {
      ...{ step: body.step, revision: body.revision, by: caller, role: 'auditor' },
      assignee: to ?? (body.step === 'reopen' ? { iss: caller.iss, sub: caller.sub } : assignee),
      ...(to && { to }),
      ...(body.step === 'find' && { finding: body.finding }),
      ...(body.step === 'reopen' && { finding: null }),
      ...('reason' in body && { words: body.reason }),
    });
    const after = await findAlert(trx, row.id, { caller, sees: auditor.sees, lock: 'read' });
    return { query, ...(await readAlert(trx, world, after, { caller, today })) };
  });
});

/** Whoever it is given to audits that organisation, and did not do what it is about. */
async function mustAudit(
  trx: Trx,
  world: World,
  to: Pick<Account, 'iss' | 'sub'>,
  alert: { readonly iss: string; readonly sub: string; readonly organisation: string },
): Promise<void> {
  if (isSame(alert, to)) throw new RequestProblem('own-acts');
  const { today } = await world.legal(trx);
  if (roleFor(await rolesOf(trx, to, today, alert.organisation), ['auditor']) === null)
    throw new RequestProblem('role-missing');
}
