import { createHash } from 'node:crypto';
import { askedOrganisations } from '../audit/asked-organisations.ts';
import { cursorAfter } from '../audit/cursor.ts';
import { exportFile } from '../audit/export-file.ts';
import { partAfter } from '../audit/export-part.ts';
import { keyFilters } from '../audit/keyed-filters.ts';
import { proofBundle } from '../audit/proof-bundle.ts';
import { readBounded, whileThere } from '../audit/read-bounded.ts';
import { registerQuestion } from '../audit/register-question.ts';
import { pageOf } from '../audit/search-entries.ts';
import { toldEntry } from '../audit/told-entry.ts';
import { defineCapability } from '../http/handler.ts';
import { auditorOf } from '../identity/auditors.ts';

/** POST /v1/audit/exports, a part at a time: the entry names the very bytes, so it is made when they are, and is durable before one of them leaves. */
export const auditExport = defineCapability('auditExport', async ({ world, caller, body, reply }) => {
  const signal = whileThere(reply);
  const auditor = await auditorOf(world, caller);
  const filters = keyFilters(world, body.filters);
  const organisations = await askedOrganisations(world.db, auditor.sees, body.filters.organisation);
  if (body.filters.case !== undefined) await askedOrganisations(world.db, auditor.sees, body.filters.case.organisation);
  const { today } = await world.legal(world.db);
  const { continues, limit, format, reason } = body;
  const { part, of, after } =
    continues === undefined
      ? { part: 1, of: null, after: body.after }
      : await partAfter(world, auditor, continues, { filters, format });
  const page = pageOf({ organisations, filters, today }, { after, limit: limit + 1 });
  const found = await readBounded(world.db, page, { signal });
  const rows = found.slice(0, limit);
  const told = rows.map((row) => toldEntry(row, today));
  const { bytes, type } = await exportFile(format, told, part);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // Two exports in one folder stay two files.
  const name = `register-${sha256.slice(0, 12)}.${format}`;
  const bundle = await proofBundle(world, rows, { file: { name, sha256 }, signal });
  const last = rows.at(-1);
  const isMore = last !== undefined && found.length > limit;
  const next = isMore ? cursorAfter({ at: last.occurred_at, id: last.id }) : null;
  const asked = {
    ...filters.clear,
    ...filters.keyed,
    after,
    limit,
    format,
    entries: rows.length,
    sha256,
    part,
    of,
    next,
  };
  signal.throwIfAborted();
  const entry = await registerQuestion(world, auditor, {
    ...{ route: 'auditExport', type: 'export', asked, reason },
    subject: filters.subject,
  });
  const file = { name, type, base64: Buffer.from(bytes).toString('base64') };
  return { export: entry, part, of: of ?? entry, file, bundle, next };
});
