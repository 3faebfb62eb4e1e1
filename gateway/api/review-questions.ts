import { registerQuestion } from '../audit/register-question.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { subtreesOf } from '../identity/organisations.ts';
import { conflicted, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { assigneeOf, findAlert, isSame } from '../review/alert-row.ts';
import { openQuestions } from '../review/questions.ts';
import { takeStep } from '../review/take-step.ts';
import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** GET /v1/review/questions */
export const reviewQuestions = defineCapability('reviewQuestions', async ({ world, caller }) => {
  const { organisation, organisations } = await managerOf(world.db, world, caller);
  const asker = { account: caller, organisation, role: 'manager' } as const;
  const query = await registerQuestion(world, asker, { route: 'reviewQuestions', asked: {} });
  const questions = await world.db
    .transaction()
    .execute((trx) => openQuestions(trx, world, { caller, organisations: [...organisations] }));
  return { query, questions };
});

/** POST /v1/review/alerts/{id}/answer */
export const answerQuestion = defineCapability('answerQuestion', ({ world, caller, body, params }) =>
  world.db.transaction().execute(async (trx) => {
    const { organisations } = await managerOf(trx, world, caller);
    const row = await findAlert(trx, params.id as string, { caller, sees: organisations, lock: 'lock' });
    // Who was given both roles answers no question of their own.
    if (isSame(assigneeOf(row), caller)) throw new RequestProblem('same-person');
    const entry = await takeStep(trx, world, row, {
      ...{ step: 'answer', revision: body.revision, by: caller, role: 'manager' },
      assignee: assigneeOf(row),
      words: body.answer,
    });
    return { entry, revision: body.revision + 1 };
  }),
);

/** @throws RequestProblem `role-missing` */
async function managerOf(
  db: Database | Trx,
  world: World,
  caller: Account,
): Promise<{ readonly organisation: string; readonly organisations: ReadonlySet<string> }> {
  const { today } = await world.legal(db);
  const held = await rolesOf(db, caller, today, null);
  const nodes = held.filter(({ role }) => role === 'manager').map(({ organisation }) => organisation);
  const [organisation] = nodes;
  if (organisation === undefined || conflicted(held)) throw new RequestProblem('role-missing');
  return { organisation, organisations: new Set((await subtreesOf(db, nodes)).map(({ id }) => id)) };
}
