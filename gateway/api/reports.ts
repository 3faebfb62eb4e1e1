import { canonicalize, type Json } from '@duecheck/core/register';
import { appendReport } from '../denominator/report-entry.ts';
import { type Report, type ReportKind, takeReports } from '../denominator/take-reports.ts';
import { defineCapability } from '../http/handler.ts';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import { subjectKeyOf } from '../intake/records.ts';
import type { World } from '../world.ts';

/** POST /v1/decisions:report */
export const reportDecisions = defineCapability('reportDecisions', async ({ world, caller, body }) =>
  take(world, caller, 'decisions', body.decisions),
);

/** POST /v1/cases:report */
export const reportCases = defineCapability('reportCases', async ({ world, caller, body }) =>
  take(world, caller, 'cases', body.cases),
);

interface Told {
  readonly decisionPoint: string;
  readonly case: { readonly key: string; readonly part: string };
  readonly subject?: { readonly kind: string; readonly number: string } | undefined;
  readonly openedAt?: string | undefined;
  readonly decidedAt?: string | undefined;
}

async function take(world: World, point: EnforcementPoint, kind: ReportKind, lines: readonly Told[]) {
  const reporter = { organisation: point.organisation, source: point.id, kind };
  const taken = await world.db.transaction().execute(async (trx) => {
    const told = await takeReports(trx, world, reporter, lines.map(reportOf));
    await appendReport(trx, world, reporter, told, canonicalize(lines as unknown as Json));
    return told;
  });
  return { ...taken, refused: [...taken.refused] };
}

const reportOf = ({ decisionPoint, case: at, subject, openedAt, decidedAt }: Told): Report => ({
  ...{ decisionPoint, case: at },
  subject: subject === undefined ? null : (subjectKeyOf(subject) ?? 'invalid'),
  openedAt: openedAt === undefined ? null : Date.parse(openedAt),
  decidedAt: decidedAt === undefined ? null : Date.parse(decidedAt),
});
