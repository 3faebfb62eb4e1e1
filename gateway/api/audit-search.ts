import { askedOrganisations } from '../audit/asked-organisations.ts';
import { keyFilters } from '../audit/keyed-filters.ts';
import { whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { searchEntries as search } from '../audit/search-entries.ts';
import { defineCapability } from '../http/handler.ts';
import { auditorOf } from '../identity/auditors.ts';

/** POST /v1/audit/entries */
export const searchEntries = defineCapability('searchEntries', async ({ world, caller, body, reply }) => {
  const signal = whileThere(reply);
  const auditor = await auditorOf(world, caller);
  const filters = keyFilters(world, body.filters);
  const organisations = await askedOrganisations(world.db, auditor.sees, body.filters.organisation);
  if (body.filters.case !== undefined) await askedOrganisations(world.db, auditor.sees, body.filters.case.organisation);
  const { after, limit, reason } = body;
  const asked = { ...filters.clear, ...filters.keyed, after, limit };
  const query = await registerQuestion(world, auditor, {
    ...{ route: 'searchEntries', asked, reason },
    subject: filters.subject,
  });
  const { today } = await world.legal(world.db);
  return { query, ...(await search(world.db, { organisations, filters, today }, { after, limit }, { signal })) };
});
