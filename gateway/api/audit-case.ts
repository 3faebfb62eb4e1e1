import { caseTimeline } from '../audit/case-timeline.ts';
import { whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { auditorOf } from '../identity/auditors.ts';

const KEYED = /^[A-Za-z0-9_-]{43}$/;

/** GET /v1/audit/cases/{caseKey}. A case that is another's to audit is told as one that nothing was done in. */
export const auditCase = defineCapability('auditCase', async ({ world, caller, params, query: page, reply }) => {
  const signal = whileThere(reply);
  const auditor = await auditorOf(world, caller);
  const { key: caseKey = '' } = params;
  if (!KEYED.test(caseKey)) throw new RequestProblem('not-found');
  const { after, limit } = page;
  const query = await registerQuestion(world, auditor, { route: 'auditCase', asked: { caseKey, after, limit } });
  const { today } = await world.legal(world.db);
  const question = { caseKey, organisations: auditor.sees, today };
  return { query, ...(await caseTimeline(world.db, question, { after, limit }, { signal })) };
});
