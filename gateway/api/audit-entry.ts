import { EntryId } from '@duecheck/core/register';
import { findEntry, readEntry } from '../audit/read-entry.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { auditorOf } from '../identity/auditors.ts';

/** GET /v1/audit/entries/{id} */
export const auditEntry = defineCapability('auditEntry', async ({ world, caller, params }) => {
  const auditor = await auditorOf(world, caller);
  const { today } = await world.legal(world.db);
  const { data: id } = EntryId.safeParse(params.id);
  const row = id && (await findEntry(world, id, { sees: auditor.sees, today }));
  if (!row) throw new RequestProblem('not-found');
  const query = await registerQuestion(world, auditor, { route: 'auditEntry', asked: { entry: row.id } });
  return { query, ...(await readEntry(world, row, today)) };
});
