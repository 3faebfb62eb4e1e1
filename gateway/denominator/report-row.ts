/** One row of a list of cases or decisions, or why it is none. */
import { CaseRef, type ReportCode, Slug } from '@duecheck/core/contract';
import { canonicalKey, parseIdentity } from '@duecheck/core/subject';
import type { IntakeCode } from '../intake/codes.ts';
import type { Layout } from '../intake/layout/layout.ts';
import { isRefusal } from '../intake/row-subject.ts';
import { type RowValues, readValues } from '../intake/row-values.ts';
import type { ReadRow } from '../intake/rows/row.ts';
import { type Moment, readMoment } from '../intake/values/moments.ts';
import { readIdentityKind } from '../intake/values/words.ts';
import { decidedNothing, type Report, type ReportKind } from './take-reports.ts';

export type RowCode = IntakeCode | ReportCode | 'case-missing' | 'case-invalid' | 'time-missing' | 'time-invalid';
/** `skip`: the host refused the request, so nothing was decided. */
export type ReadReport = { readonly report: Report } | { readonly code: RowCode } | 'skip';

export function readReport(
  row: ReadRow,
  layout: Layout,
  { kind, stated }: { readonly kind: ReportKind; readonly stated: ReadonlyMap<string, string> },
): ReadReport {
  const values = readValues(row, layout, stated);
  if (isRefusal(values)) return { code: values.code };
  if (values.of('status') !== '' && decidedNothing(Number(values.of('status')))) return 'skip';
  if (values.of('caseKey') === '') return { code: 'case-missing' };
  const at = CaseRef.safeParse({ key: values.of('caseKey'), part: values.of('part') || '1' });
  if (!at.success) return { code: 'case-invalid' };
  const decisionPoint = values.of('decisionPoint');
  if (!Slug.safeParse(decisionPoint).success) return { code: 'no-such-decision-point' };
  const openedAt = readMoment(values.of('openedAt'));
  const decidedAt = kind === 'decisions' ? readMoment(values.of('decidedAt')) : 'empty';
  if (openedAt === 'invalid' || decidedAt === 'invalid') return { code: 'time-invalid' };
  if ((kind === 'decisions' ? decidedAt : openedAt) === 'empty') return { code: 'time-missing' };
  return {
    report: {
      ...{ decisionPoint, case: at.data, subject: subjectIn(values) },
      ...{ openedAt: orNull(openedAt), decidedAt: orNull(decidedAt) },
    },
  };
}

const orNull = (moment: Moment): number | null => (typeof moment === 'number' ? moment : null);

function subjectIn(values: RowValues): Report['subject'] {
  const number = values.of('subjectNumber');
  if (number === '') return null;
  const identity = parseIdentity(number, readIdentityKind(values.of('subjectIdKind')));
  const key = identity.status === 'invalid' ? null : canonicalKey(identity);
  if (key === null) return 'invalid';
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon), number: key.slice(colon + 1) };
}
