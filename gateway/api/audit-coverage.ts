import type { CivilDate } from '@duecheck/core/time';
import { askedOrganisations, namedOrganisations } from '../audit/asked-organisations.ts';
import { layOut, sourcesOf } from '../audit/lay-out-coverage.ts';
import { bounded, whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { coverageByDeciders } from '../denominator/coverage.ts';
import { defineCapability } from '../http/handler.ts';
import { auditorOf } from '../identity/auditors.ts';

/** All decisions up to the last day are laid beside each other, so this takes longer than a page. */
const MOST_MS = 20_000;

/** GET /v1/audit/coverage */
export const auditCoverage = defineCapability('auditCoverage', async ({ world, caller, query: asked, reply }) => {
  const signal = whileThere(reply);
  const auditor = await auditorOf(world, caller);
  const scope = await askedOrganisations(world.db, auditor.sees, asked.organisation);
  const query = await registerQuestion(world, auditor, { route: 'auditCoverage', asked });
  const organisations = await namedOrganisations(world.db, scope);
  const range = { from: asked.from as CivilDate, until: asked.until as CivilDate };
  return bounded(world.db, { signal, mostMs: MOST_MS }, async (trx) => {
    const days = await coverageByDeciders(trx, organisations, range);
    const ofRow = days.filter(({ decisionPoint }) => asked.row === undefined || decisionPoint === asked.row);
    return {
      query,
      ...layOut(ofRow, asked.by),
      sources: await sourcesOf(trx, { ...range, organisations, row: asked.row }),
    };
  });
});
