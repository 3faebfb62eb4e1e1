import type { Incentive } from '../catalogue/index.ts';
import { because, type Merits } from './because.ts';
import { type Deferral, deferral } from './deferral.ts';
import { DEFERRED_DOCUMENTS, itemAllows } from './service-item.ts';
import type { AssessInput, Assessment, AssessmentFault, IncentiveOffer } from './types.ts';
import type { UsableRecord } from './usable.ts';

/**
 * The conveniences that stand open, in the catalogue's order. None on part of the picture: a record not seen yet could be the one
 * that ends a clean run (DESIGN §3.4).
 *
 * @param records the records that the row may show, in order
 */
export function incentives(
  input: AssessInput,
  records: readonly UsableRecord[],
  cleanRun: Assessment['cleanRun'],
): Pick<Assessment, 'incentives' | 'faults'> {
  const offers: IncentiveOffer[] = [];
  const faults: AssessmentFault[] = [];
  if (input.completeness === 'partial') return { incentives: offers, faults };
  const merits: Merits = { records, cleanRun, catalogue: input.catalogue };
  for (const incentive of input.decisionPoint.incentives) {
    const bases = incentive.bases.filter((id) => input.catalogue.bases.get(id)?.verification === 'verified');
    if (!isOpen(incentive, input) || bases.length === 0) continue;
    const reason = because(incentive.conditions, merits);
    if (!reason) continue;
    const later = deferralOf(incentive, input);
    if (later === 'calendar-missing') faults.push({ code: later, measure: incentive.measure });
    else offers.push({ measure: incentive.measure, bases, because: reason, ...(later && { deferral: later }) });
  }
  return { incentives: offers, faults };
}

function isOpen(incentive: Incentive, { catalogue, matter, decisionPoint }: AssessInput): boolean {
  const measure = catalogue.measures.get(incentive.measure);
  if (!measure || measure.kind === 'off' || incentive.availability === 'off') return false;
  // Whatever the row says, documents cannot follow later without an item that lists them.
  const needsItem = incentive.needsServiceItem || incentive.measure === DEFERRED_DOCUMENTS;
  return !needsItem || itemAllows(matter, incentive.measure, decisionPoint);
}

function deferralOf(
  incentive: Incentive,
  { matter, today, catalogue }: AssessInput,
): Deferral | 'calendar-missing' | null {
  if (incentive.measure !== DEFERRED_DOCUMENTS || matter?.deferralWorkingDays === undefined) return null;
  return deferral(matter, matter.deferralWorkingDays, today, catalogue.catalogue.calendars);
}
