import type { ServiceItem } from '../catalogue/index.ts';
import { addWorkingDays, type CivilDate, TimeError, type WorkingCalendar } from '../time/index.ts';
import { laterDocuments } from './service-item.ts';
import type { IncentiveOffer } from './types.ts';

export type Deferral = NonNullable<IncentiveOffer['deferral']>;

/**
 * Which documents may follow and by which working day, for the undertaking that the person signs. `calendar-missing` where the
 * due date falls into a year that was not announced yet: then there is no date to sign, and so no offer.
 */
export function deferral(
  item: ServiceItem,
  workingDays: number,
  today: CivilDate,
  calendars: readonly WorkingCalendar[],
): Deferral | 'calendar-missing' {
  try {
    return { documents: laterDocuments(item), dueBy: addWorkingDays(today, workingDays, calendars) };
  } catch (error) {
    if (error instanceof TimeError && error.code === 'calendar-missing') return 'calendar-missing';
    throw error;
  }
}
