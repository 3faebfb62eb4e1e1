/** What clerks of a test city did weeks ago, and the review that follows. */
import { expect } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { reviewRound } from '../../../gateway/review/round.ts';
import { AT } from '../gateway/acts.ts';
import { type City, ISSUER, POINT } from '../gateway/city.ts';

export type Weeks = ReturnType<typeof weeksIn>;

/** A day of work in a year whose calendar is known. */
const FIRST = '2026-09-02';
const DAY_MS = 86_400_000;

export function weeksIn(city: City) {
  let shifted = 0;
  const { world } = city.gateway;
  const moveTo = (instant: number) => {
    const by = instant - Date.now() - shifted;
    shifted += by;
    city.shift(by);
  };
  return {
    /** @param day 0 is a Wednesday. @param time in Shanghai */
    at: (day: number, time = '10:00') => moveTo(Date.parse(`${FIRST}T${time}:00+08:00`) + day * DAY_MS),
    async look(person: TourPerson, caseKey: string, user = 'limin') {
      const { status, body } = await city.check(person, { caseKey, user });
      expect([status, body.code]).toEqual([200, undefined]);
      return body as { checkId: string; entry: string };
    },
    /** The host's list of cases, as its proxy tells it; each was opened now. */
    async tellCases(...keys: string[]) {
      const openedAt = new Date(world.clock.now()).toISOString();
      const cases = keys.map((key) => ({ decisionPoint: AT.decisionPoint, case: { key }, openedAt }));
      const { body } = await city.call(POINT.key, 'POST', '/v1/cases:report', { cases });
      expect(body).toMatchObject({ taken: keys.length, refused: [] });
    },
    /** As the job does it, in whichever gateway. */
    async review() {
      // Some thousands at once.
      do await world.register.sequence();
      while ((await world.db.selectFrom('register_pending').select('entry').limit(1).execute()).length > 0);
      await reviewRound(world, { signal: new AbortController().signal, keep: async () => true });
    },
    alerts: () => world.db.selectFrom('review_alert').selectAll().orderBy('day').orderBy('rule').execute(),
    async give(sub: string, role: string, organisation: string) {
      await world.db
        .insertInto('role_assignment')
        .values({
          ...{ iss: ISSUER, sub, organisation, role, decision_points: null },
          ...{ valid_from: '2026-01-01', valid_until: null },
        })
        .execute();
    },
  };
}
