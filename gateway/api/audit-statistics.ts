import { legalDateOf } from '@duecheck/core/time';
import { countDelayed, countMonths, monthsBetween } from '../audit/count-months.ts';
import { bounded, whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { auditorOf } from '../identity/auditors.ts';

/** A year of a city, counted entry by entry. */
const MOST_MS = 25_000;

/** GET /v1/audit/statistics: of all that the auditor audits. By office they could be taken from each other. */
export const auditStatistics = defineCapability('auditStatistics', async ({ world, caller, query: asked, reply }) => {
  const signal = whileThere(reply);
  const auditor = await auditorOf(world, caller);
  const query = await registerQuestion(world, auditor, { route: 'auditStatistics', asked });
  const { today } = await world.legal(world.db);
  const counting = { organisations: auditor.sees, today, now: legalDateOf(iso(world.clock.now())) };
  return bounded(world.db, { signal, mostMs: MOST_MS }, async (trx) => ({
    query,
    months: await countMonths(trx, monthsBetween(asked.from, asked.until), counting),
    delayed: await countDelayed(trx, counting),
  }));
});
