/** A pepper that was rotated: whoever was found before is found after, and erased under every one of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TOUR } from '../../../demo/people/tour.ts';
import { erasePerson } from '../../../gateway/erasure/erase-person.ts';
import { eraseSealed } from '../../../gateway/erasure/erase-sealed.ts';
import { personOf } from '../../../gateway/erasure/person.ts';
import { sealPerson } from '../../../gateway/erasure/seal-person.ts';
import { rotateWithEntry } from '../../../gateway/keys/rotate.ts';
import { serve } from '../../../gateway/serve.ts';
import type { World } from '../../../gateway/world.ts';
import { type Auditors, auditorsIn } from '../audit/auditors.ts';
import { type City, ISSUER, openCity } from '../gateway/city.ts';
import { ORDER } from './order.ts';

let city: City;
let auditors: Auditors;
beforeAll(async () => {
  city = await openCity();
  auditors = await auditorsIn(city);
});
afterAll(() => city.close());

const NAMED = { kind: 'resident-id', number: TOUR.b.shown.number };
const moveLegalDays = (world: World, days: number) =>
  world.db
    .insertInto('legal_clock')
    .values({ id: 1, offset_days: days })
    .onConflict((c) => c.column('id').doUpdateSet({ offset_days: days }))
    .execute();

it('finds, seals and erases a person under both', async () => {
  await city.check(TOUR.b);
  await city.check(TOUR.a);
  const before = (await auditors.found({ subject: NAMED, types: ['check.result'] })).map(({ id }) => id);
  expect(before).toHaveLength(1);
  await rotateWithEntry(city.gateway.world, `${city.config.stateDir}/keys`, 'pepper', ORDER);

  // A second gateway, started after the rotation.
  const gateway = await serve({
    ...{ ...city.config, host: '127.0.0.1', port: 0, jobs: 'idle', legalClock: 'movable' },
    verifyToken: async (sub) => ({ iss: ISSUER, sub, assurance: 'test' }),
  });
  const { world } = gateway;
  try {
    const ask = async (path: string, body: object, user: string) => {
      const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${user}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
      return response.json();
    };
    // The same records and the same case: rows of offices keep the pepper that they were keyed with.
    const again = await ask(
      '/v1/checks',
      {
        decisionPoint: 'civil-service-hiring',
        case: { key: `9${TOUR.b.row}`, label: 'RL', part: '1' },
        subject: { ...NAMED, name: TOUR.b.shown.name },
        origin: 'http://hiring.localhost:7410',
      },
      'limin',
    );
    expect(again.outcome.kind).toBe('findings');
    const found = await ask('/v1/audit/entries', { filters: { subject: NAMED, types: ['check.result'] } }, 'zhaoping');
    expect(found.entries).toHaveLength(2);
    const versions = await world.db.selectFrom('register_entry').select('pepper_version').distinct().execute();
    expect(versions.map((row) => row.pepper_version).sort()).toEqual([1, 2, null]);

    expect(personOf(world, NAMED).keys).toHaveLength(2);
    await sealPerson(world, { kind: 'resident-id', number: TOUR.a.shown.number }, ORDER);
    await moveLegalDays(world, 365 * 10 + 4);
    expect(await eraseSealed(world)).toBeGreaterThan(1);
    const erased = await erasePerson(world, NAMED, ORDER);
    expect(erased.keptUntil).toBeNull();
    const keys = personOf(world, NAMED).keys.map((key) => Buffer.from(key));
    for (const key of keys) {
      const text = key.toString('base64url');
      const rows = await world.db.selectFrom('register_entry').select('id').where('subject_key', '=', text).execute();
      const checks = await world.db.selectFrom('credit_check').select('id').where('subject_key', '=', key).execute();
      const kept = await world.db.selectFrom('subject_key').select('ref').where('ref', 'like', 'register/%').execute();
      expect([rows, checks, kept.filter(({ ref }) => ref.endsWith(text))]).toEqual([[], [], []]);
    }
  } finally {
    await gateway.close();
  }
});
