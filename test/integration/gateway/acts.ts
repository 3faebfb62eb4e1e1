/** What clerks and proxies do in a test city, one line each. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { type Device, makeDevice, sealBody } from '../../support/outage-client.ts';
import { type Answer, type City, caseOf, ISSUER, ORIGIN, POINT, TOUR } from './city.ts';

export const AT = { organisation: 'qz-rsj', decisionPoint: 'civil-service-hiring' };

export type Acts = ReturnType<typeof actsIn>;

interface Found {
  readonly outcome: { readonly restrictions: readonly { readonly measure: string }[] };
}

/** Every restriction on offer answered: at most one of them taken. */
export const answers = ({ outcome }: Found, taken: string | null) =>
  outcome.restrictions.map(({ measure }) => ({ measure, taken: measure === taken }));

/** What an enforcement point asks about a decision request. */
export const asked = (caseKey: string, effect: string, shown: Record<string, string>) => ({
  'x-duecheck-decision-point': AT.decisionPoint,
  'x-duecheck-effect': effect,
  'x-duecheck-case': caseKey,
  'x-duecheck-method': 'POST',
  'x-duecheck-uri': `/api/candidates/${caseKey}/${effect}`,
  ...shown,
});

/** A line of a proxy's spool. */
export const line = (caseKey: string, more: object = {}) => ({
  id: randomUUID(),
  passedAt: new Date().toISOString(),
  method: 'POST',
  uri: `/api/candidates/${caseKey}/hire`,
  decisionPoint: AT.decisionPoint,
  effect: 'favourable',
  case: caseKey,
  deferral: null,
  receipt: null,
  ...more,
});

export function actsIn(city: City) {
  const register = (user: string, jwk: object): Promise<Answer> =>
    city.call(user, 'POST', '/v1/deferral-keys', { jwk, organisation: AT.organisation });
  const checked = async (person: TourPerson, caseKey: string) => (await city.check(person, { caseKey })).body;
  const decide = (checkId: string, body: object, user = 'limin') =>
    city.post(user, `/v1/checks/${checkId}/decision`, body);
  return {
    register,
    checked,
    decide,
    device: (): Promise<Device> => makeDevice(async (jwk) => (await register('limin', jwk)).body.kid),
    step: (id: string, name: string, body: object) => city.post('limin', `/v1/decisions/${id}/${name}`, body),
    spool: (entries: readonly object[]) => city.call(POINT.key, 'POST', '/v1/spool', { entries }),
    owed: async (user = 'limin') => (await city.call(user, 'GET', '/v1/owed')).body.owed as { decisionId: string }[],

    /** A refusal on credit grounds, proposed and not yet in effect. */
    async propose(caseKey: string) {
      const check = await checked(TOUR.b, caseKey);
      const measures = answers(check, 'cancel-hiring');
      const { body } = await decide(check.checkId, { effect: 'adverse', measures, reason: '公务员考试作弊' });
      expect(body.state).toBe('proposed');
      return { check, id: body.decisionId as string };
    },

    /** Takes a role away for as long as `during` runs. */
    async withoutRole<T>(user: string, during: () => Promise<T>): Promise<T> {
      const ends = (valid_until: string | null) =>
        city.gateway.world.db
          .updateTable('role_assignment')
          .set({ valid_until })
          .where('iss', '=', ISSUER)
          .where('sub', '=', user)
          .execute();
      await ends('2026-01-02');
      try {
        return await during();
      } finally {
        await ends(null);
      }
    },

    /** What a client's outbox holds of a decision made during an outage. */
    async sealed(person: TourPerson, caseKey: string, deferral: string) {
      const { body: key } = await city.call('', 'GET', '/v1/outbox-key');
      return sealBody(key, {
        v: 1,
        deferral,
        decisionPoint: AT.decisionPoint,
        case: caseOf(person, caseKey),
        subject: { kind: 'resident-id', number: person.shown.number, name: person.shown.name },
        origin: ORIGIN,
        effect: 'favourable',
        reason: '系统中断期间办理',
        decidedAt: new Date().toISOString(),
      });
    },
  };
}
