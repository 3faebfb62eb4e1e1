/** Keys follow one another with overlap: nothing that an older one signed, sealed or keyed is lost, and nobody has to be told by mail. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legalTime } from '../../../gateway/clock.ts';
import { createKeyRing } from '../../../gateway/keys/create-key-ring.ts';
import { endKey } from '../../../gateway/keys/end-key.ts';
import type { KeyUse } from '../../../gateway/keys/key-file.ts';
import { rewrapKeys } from '../../../gateway/keys/rewrap.ts';
import { rotateWithEntry } from '../../../gateway/keys/rotate.ts';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { createRegister, type Register } from '../../../gateway/register/register.ts';
import { bareDraft, fullDraft, type House, ORIGIN, openHouse, type Served, serveHouse } from './house.ts';

const by = (sub: string) => ({ iss: 'https://idp.test', sub });
const ORDER = { by: by('one'), second: by('two'), reason: '每年更换' };

let house: House;
let register: Register;
let served: Served;
let ring: string;
beforeEach(async () => {
  house = await openHouse();
  ring = join(house.dir, 'keys');
  await house.db
    .insertInto('organisation')
    .values({ id: 'qz', parent: null, title_zh: '市', title_en: 'City' })
    .execute();
  const office = {
    organisation: 'qz',
    role: 'office',
    decision_points: null,
    valid_from: '2026-01-01',
    valid_until: null,
  };
  await house.db
    .insertInto('role_assignment')
    .values([
      { ...ORDER.by, ...office },
      { ...ORDER.second, ...office },
    ])
    .execute();
  register = await house.open();
  await grow(5);
  served = await serveHouse(house, register);
});
afterEach(async () => {
  await served.close();
  await house.close();
});

const grow = async (n: number) => {
  await house.append(register, fullDraft(1), ...Array.from({ length: n - 1 }, bareDraft));
  await register.sequence();
};
const world = () => ({
  ...{ db: house.db, keys: createKeyRing(ring), suite: intl1, clock: house.clock, register },
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  legal: async () => legalTime(house.clock.now(), 0),
});
const rotate = (use: KeyUse) => {
  house.clock.time += 1000;
  return rotateWithEntry(world(), ring, use, ORDER);
};
/** As a gateway that is started again. */
const restart = async () => {
  await served.close();
  house.clock.time += 10_000;
  const keys = createKeyRing(ring);
  register = await createRegister({
    ...house,
    keys,
    suite: intl1,
    origin: ORIGIN,
    onAlarm: (a) => house.alarms.push(a),
  });
  served = await serveHouse({ ...house, keys }, register);
};
const signatures = () => register.head().checkpoint.match(/^— /gm)?.length;
const pinned = (file: string) => JSON.parse(readFileSync(file, 'utf8')).vkey as string;

describe('a log key', () => {
  it('signs beside the one before it, and an auditor who pinned that one moves on', async () => {
    const { stateFile } = served;
    await served.audit({ stateFile });
    const old = pinned(stateFile);
    const { follows, entry } = await rotate('log');
    expect(old).toContain(register.vkeys.at(-1) ?? '');
    expect(follows).toMatch(/^log-/);
    // Until the next start the old one signs alone.
    expect([signatures(), (await register.proof(entry)).status]).toEqual([1, 'proved']);
    await restart();
    await grow(3);
    expect([signatures(), register.vkeys.length]).toEqual([2, 2]);
    expect(await served.audit({ stateFile })).toMatchObject({ status: 'verified', key: 'pinned', extends: 5n });
    expect(pinned(stateFile)).toBe(register.vkeys[0]);
    expect(pinned(stateFile)).not.toBe(old);
  });

  it('is followed from years ago, over several rotations, when the old ones sign no more', async () => {
    const { stateFile } = served;
    await served.audit({ stateFile });
    const [old = ''] = register.vkeys;
    for (let year = 0; year < 2; year++) {
      const { follows } = await rotate('log');
      await restart();
      await grow(2);
      await endKey(world(), ring, follows, ORDER);
      await restart();
      await grow(2);
      expect(signatures()).toBe(1);
    }
    expect(await served.audit({ stateFile, token: 'all' })).toMatchObject({ status: 'verified', key: 'pinned' });
    expect(await served.audit({ vkey: old })).toMatchObject({ status: 'verified', key: 'given' });
    // The public halves stay: what they signed is still opened, here and at the next start.
    expect(register.vkeys).toHaveLength(3);
  });

  it('that no earlier key vouches for is not followed', async () => {
    const { stateFile } = served;
    await served.audit({ stateFile });
    const { follows } = await rotate('log');
    await restart();
    await grow(2);
    await endKey(world(), ring, follows, ORDER);
    await restart();
    await grow(1);
    const kept = await house.db.selectFrom('register_rotation').selectAll().execute();
    for (const change of [
      // No word of it; a head that the new key signed alone; an entry that is about something else.
      sql`update register_rotation set checkpoint = null`,
      sql`update register_rotation set checkpoint = ${register.head().checkpoint}`,
      sql`update register_rotation set entry = (select entry from public_request where value like '%ended%')`,
      sql`update public_request set value = replace(value, 'vkey":"gateway', 'vkey":"Gateway')`,
    ]) {
      const values = await house.db.selectFrom('public_request').selectAll().execute();
      await change.execute(house.db);
      await expect(served.audit({ stateFile })).rejects.toMatchObject({ code: 'unverified' });
      await house.db.deleteFrom('register_rotation').execute();
      await house.db.insertInto('register_rotation').values(kept).execute();
      await house.db.deleteFrom('public_request').execute();
      await house.db.insertInto('public_request').values(values).execute();
    }
    expect(await served.audit({ stateFile })).toMatchObject({ status: 'verified' });
  });

  it('takes two administrators, and writes no key without its entry', async () => {
    const alone = { ...ORDER, second: ORDER.by };
    await expect(rotateWithEntry(world(), ring, 'log', alone)).rejects.toMatchObject({ code: 'second-person-missing' });
    expect(createKeyRing(ring).all('log')).toHaveLength(1);
  });
});

describe('a key-encryption key', () => {
  it('ends once nothing is wrapped under it, and what is kept elsewhere ends with it', async () => {
    const backup = await house.db.selectFrom('subject_key').selectAll().execute();
    const { follows } = await rotate('kek');
    await restart();
    await expect(endKey(world(), ring, follows, ORDER)).rejects.toMatchObject({ code: 'key-in-use' });
    expect(await rewrapKeys(world())).toBe(backup.length);
    expect(await rewrapKeys(world())).toBe(0);
    await endKey(world(), ring, follows, ORDER);
    await restart();
    await grow(1);
    expect(await served.audit({ token: 'all' })).toMatchObject({ status: 'verified', entries: [] });
    // A backup of before: its rows are there again, and nobody opens them.
    await house.db.deleteFrom('subject_key').execute();
    await house.db.insertInto('subject_key').values(backup).execute();
    const { keys, random } = world();
    const refs = backup.map(({ ref }) => ref);
    await expect(createSubjectKeys({ keys, suite: intl1, random }).find(house.db, refs)).rejects.toMatchObject({
      code: 'key-encryption-key-missing',
    });
  });
});

it('no newest key ends, no pepper, and no outbox key within its 90 days', async () => {
  const keys = createKeyRing(ring);
  for (const use of ['log', 'receipt', 'kek', 'pepper', 'outbox'] as const)
    await expect(endKey(world(), ring, keys.current(use).kid, ORDER)).rejects.toMatchObject({ code: 'key-in-use' });
  const pepper = await rotate('pepper');
  const outbox = await rotate('outbox');
  await expect(endKey(world(), ring, pepper.follows, ORDER)).rejects.toMatchObject({ code: 'key-in-use' });
  await expect(endKey(world(), ring, outbox.follows, ORDER)).rejects.toMatchObject({ code: 'key-in-use' });
  house.clock.time += 100 * 86_400_000;
  await endKey(world(), ring, outbox.follows, ORDER);
  expect(createKeyRing(ring).all('outbox')).toHaveLength(1);
  await expect(endKey(world(), ring, 'log-0', ORDER)).rejects.toMatchObject({ code: 'no-such-key' });
});
