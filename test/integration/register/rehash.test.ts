/** DESIGN §4: a nightly job re-hashes everything, in pieces, and what it finds stops the register. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Register } from '../../../gateway/register/register.ts';
import { isDue, lastRehash, rehash } from '../../../gateway/register/rehash.ts';
import { bareDraft, fullDraft, type House, openHouse } from './house.ts';

let house: House;
let register: Register;
beforeEach(async () => {
  house = await openHouse();
  register = await house.open();
  await house.append(register, fullDraft(1), ...Array.from({ length: 700 }, bareDraft));
  await register.sequence();
  house.clock.time = Date.UTC(2026, 11, 31, 16);
  await house.append(register, fullDraft(2));
  await register.sequence();
});
afterEach(() => house.close());

const run = (turn: Partial<Parameters<typeof rehash>[1]> = {}) =>
  rehash({ ...house, register }, { keep: async () => true, ...turn });

it('finds every log as it was signed, and keeps when', async () => {
  expect(await lastRehash({ ...house, register })).toBeNull();
  expect(await run()).toMatchObject({ result: 'good', entries: 704, problems: 0 });
  expect(await lastRehash({ ...house, register })).toEqual({
    goodAt: new Date(house.clock.time),
    entries: 704,
    problems: 0,
  });
});

describe.each([
  [
    'a column of last year',
    `update register_entry set role = 'reviewer' where subject_key is not null and occurred_at < '2026-12'`,
  ],
  [
    'a leaf’s hash',
    "update register_tile set data = set_byte(data, 3, get_byte(data, 3) # 1) where path = 'tile/0/001'",
  ],
  [
    'a row',
    `delete from register_entry where subject_key is null and id = (select min(id) from register_entry where subject_key is null)`,
  ],
  ['a place', `delete from register_place where seq = 5`],
  ['a key', `delete from subject_key where ref like 'register/2026/%'`],
])('where somebody changed %s', (_, statement) => {
  it('stops the register, raises the alarm, and keeps the day of the last good run', async () => {
    await run();
    const good = house.clock.time;
    house.clock.time += 86_400_000;
    await sql.raw(statement).execute(house.db);
    expect(await run()).toMatchObject({ result: 'mismatch' });
    expect(register.halted()).toBe('stored-mismatch');
    expect(house.alarms).toMatchObject([
      { code: 'stored-mismatch', detail: expect.stringMatching(/ent_|entry-altered/) },
    ]);
    await expect(house.append(register, bareDraft())).rejects.toMatchObject({ code: 'register-halted' });
    const last = await lastRehash({ ...house, register });
    expect(last?.goodAt).toEqual(new Date(good));
    expect(isDue(last, house.clock.time)).toBe(true);
  });
});

it('ends between two pieces, and says nothing of what it did not see', async () => {
  const over = new AbortController();
  over.abort();
  expect(await run({ signal: over.signal })).toMatchObject({ result: 'unfinished', problems: 0 });
  expect(await lastRehash({ ...house, register })).toBeNull();
  expect(register.halted()).toBeUndefined();
});

it('is due once a night, and by day where nights were missed', () => {
  const at = (time: string) => Date.parse(`2026-12-02T${time}:00+08:00`);
  const good = (time: string, day = '02') => ({
    ...{ goodAt: new Date(`2026-12-${day}T${time}:00+08:00`), entries: 1, problems: 0 },
  });
  expect(isDue(null, at('12:00'))).toBe(true);
  expect(isDue(good('03:00', '01'), at('00:30'))).toBe(false);
  expect(isDue(good('03:00', '01'), at('01:30'))).toBe(true);
  expect(isDue(good('01:10'), at('04:00'))).toBe(false);
  expect(isDue(good('03:00', '01'), at('12:00'))).toBe(true);
  expect(isDue({ ...good('03:00'), problems: 1 }, at('12:00'))).toBe(true);
});
