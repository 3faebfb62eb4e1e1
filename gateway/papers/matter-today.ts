import { type CatalogueIndex, type ServiceItem, whatIsDue } from '@duecheck/core/catalogue';
import { iso, type LegalTime } from '../clock.ts';
import type { LoadedCheck } from '../decisions/load.ts';
import { superiorsOf } from '../identity/organisations.ts';
import type { Trx } from '../store/database.ts';

/**
 * The matter of a check by today's list. @returns null: the host named none, or none that the list has for this row; `row-closed`
 * where nobody may be looked up at this step any more
 */
export async function matterToday(
  trx: Trx,
  check: LoadedCheck,
  catalogue: CatalogueIndex,
  legal: LegalTime,
): Promise<ServiceItem | null | 'row-closed'> {
  const due = whatIsDue({
    catalogue,
    decisionPoint: check.decision_point,
    organisation: check.organisation,
    superiors: await superiorsOf(trx, check.organisation),
    now: iso(legal.instant),
    ...(check.matter === null ? {} : { matter: check.matter }),
  });
  return due.due === 'forbidden' ? 'row-closed' : due.matter;
}
