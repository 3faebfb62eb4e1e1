/** What the lists say about the step that a binding names. */
import { covers, type DecisionPoint } from '../../catalogue/index.ts';
import { type CanonicalNumber, subjectTypeOf } from '../../subject/index.ts';
import type { Binding } from '../types.ts';
import type { RuleOfCatalogue } from './finding.ts';

export const byCatalogue: RuleOfCatalogue = function* (binding, { decisionPoints, serviceItems }) {
  const row = decisionPoints.get(binding.decisionPoint);
  if (row === undefined) {
    yield ['decision-point-unknown', '/decisionPoint', { id: binding.decisionPoint }];
    return;
  }
  if (row.status === 'template' || row.status === 'suspended')
    yield ['decision-point-closed', '/decisionPoint', { id: row.id, status: row.status }];
  const { kind } = binding.subject;
  if (kind !== 'detect' && !mayCover(row, kind)) yield ['subject-not-covered', '/subject/kind', { kind }];
  if (binding.bulk === true && !row.queryModes.includes('batch')) yield ['bulk-not-offered', '/bulk'];
  if (binding.table !== undefined && !row.queryModes.includes('batch')) yield ['table-without-batch', '/table'];
  if (binding.matter === undefined && isDecidedByMatter(row)) yield ['matter-missing', ''];
  if (binding.matter !== undefined && 'fixed' in binding.matter) {
    const { fixed } = binding.matter;
    const known = [...serviceItems.values()].some(
      ({ code, decisionPoints: points }) => code === fixed && points.includes(row.id),
    );
    if (!known) yield ['matter-unknown', '/matter/fixed', { code: fixed }];
  }
};

/** A credit code tells its kind of body by its first characters, so any of the three may come. */
function mayCover(row: DecisionPoint, kind: Exclude<Binding['subject']['kind'], 'detect'>): boolean {
  const starts = (kind === 'uscc' ? ['11', '91', '92'] : ['']) as CanonicalNumber[];
  return starts.some((canonical) => covers(row, subjectTypeOf({ kind, canonical })));
}

/** Some measure on offer is grounded, or given, only for certain matters; without one it is never proposed. */
const isDecidedByMatter = ({ restrictions, incentives }: DecisionPoint): boolean =>
  restrictions.some(
    ({ availability, grounds }) =>
      availability === 'available' &&
      grounds.some(
        ({ relatedOnly, profile, sameLicence }) =>
          relatedOnly === true || profile !== undefined || sameLicence === true,
      ),
  ) || incentives.some(({ availability, needsServiceItem }) => availability === 'available' && needsServiceItem);
