/** An owed check is kept until it is done, and done once it was made (DESIGN §1.11). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Device, deferralFor } from '../../support/outage-client.ts';
import { type Acts, actsIn, asked, line } from './acts.ts';
import { type City, openCity, TOUR } from './city.ts';

let city: City;
let acts: Acts;
let device: Device;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  device = await acts.device();
});
afterAll(() => city.close());

describe('an owed check', () => {
  it('is not done by a check that was refused for want of a role', async () => {
    const token = await deferralFor(device, 'q-1');
    await city.authorize(asked('q-1', 'favourable', { 'credit-check-deferral': token }));
    const request = await acts.sealed(TOUR.c, 'q-1', token);
    const { body } = await acts.withoutRole('limin', () => city.post('limin', '/v1/outbox', request, request.id));
    expect(body.check.outcome).toMatchObject({ kind: 'refused', reason: 'role' });
    expect((await acts.owed()).map((o) => o.decisionId)).toContain(body.decisionId);
  });

  it('is done by an ordinary check of its case, whoever makes it, and a finding opens a review', async () => {
    await acts.spool([line('q-2', { deferral: await deferralFor(device, 'q-2') })]);
    await acts.spool([line('q-3', { deferral: await deferralFor(device, 'q-3') })]);
    const before = (await acts.owed()).length;
    await acts.checked(TOUR.c, 'q-2');
    await acts.checked(TOUR.b, 'q-3');
    expect(await acts.owed()).toHaveLength(before - 2);
    const reviews = await city.gateway.world.db
      .selectFrom('register_entry')
      .select('id')
      .where('type', '=', 'review.opened')
      .execute();
    expect(reviews).toHaveLength(1);
  });
});
