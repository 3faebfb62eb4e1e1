/** From entries to alerts: what is raised, that it is raised once, and what the register has of it. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Because } from '../../../core/review/index.ts';
import { reviewRound } from '../../../gateway/review/round.ts';
import { actsIn } from '../gateway/acts.ts';
import { type City, ISSUER, openCity, TOUR } from '../gateway/city.ts';
import { type Weeks, weeksIn } from './acts.ts';

let city: City;
let weeks: Weeks;
beforeAll(async () => {
  city = await openCity();
  weeks = weeksIn(city);
  const { decide } = actsIn(city);
  weeks.at(0);
  await weeks.tellCases('real-1', 'real-2');
  const { checkId } = await weeks.look(TOUR.a, 'real-1');
  await decide(checkId, { effect: 'favourable', reason: '合格' });
  await weeks.look(TOUR.b, 'nowhere-1');
  weeks.at(1, '02:13');
  await weeks.look(TOUR.c, 'nowhere-2');
});
afterAll(() => city.close());

const raised = async () => (await weeks.alerts()).map(({ rule, day }) => `${day} ${rule}`);

describe('the review', () => {
  it('says nothing of a day before it has ended, and of what waits before it is over', async () => {
    await weeks.review();
    expect(await raised()).toEqual([]);
    weeks.at(6);
    await weeks.review();
    // Three days later the host has no such case; that nobody decides takes longer to tell.
    expect(await raised()).toEqual(['2026-09-03 off-hours']);
  });

  it('raises what rules find, and nothing about a case that was told and decided', async () => {
    weeks.at(40);
    await weeks.review();
    expect(await raised()).toEqual(['2026-09-02 no-case', '2026-09-03 no-case', '2026-09-03 off-hours']);
    const [first] = await weeks.alerts();
    expect(first).toMatchObject({
      iss: ISSUER,
      sub: 'limin',
      organisation: 'qz-rsj',
      version: 1,
      state: 'open',
      entries: 1,
    });
    const because = first?.because as Because | undefined;
    expect(because?.signs.map(({ sign }) => sign)).toEqual(['no-case', 'undecided', 'outside-round']);
    expect(because?.time).toBe('10:00');
  });

  it('raises nothing twice, however often it is asked, from the start, and by two gateways at once', async () => {
    const before = await weeks.alerts();
    const { world } = city.gateway;
    await world.db.deleteFrom('review_cursor').execute();
    const work = { signal: new AbortController().signal, keep: async () => true };
    await Promise.all([reviewRound(world, work), reviewRound(world, work)]);
    expect(await weeks.alerts()).toEqual(before);
  });

  it('has an entry for each alert, which names the entries that it rests on, and nobody looked up', async () => {
    const { db } = city.gateway.world;
    const alerts = await weeks.alerts();
    const entries = await db.selectFrom('register_entry').selectAll().where('type', '=', 'alert.raised').execute();
    expect(entries.map(({ id }) => id).sort()).toEqual(alerts.map(({ raised_entry }) => raised_entry).sort());
    for (const { subject_key, name_key, person_sealed } of entries)
      expect([subject_key, name_key, person_sealed]).toEqual([null, null, null]);
    const rests = await db.selectFrom('review_alert_entry').selectAll().execute();
    const looks = await db
      .selectFrom('register_entry')
      .select('id')
      .where('type', '=', 'check.intent')
      .where(
        'id',
        'in',
        rests.map(({ entry }) => entry),
      )
      .execute();
    expect(looks).toHaveLength(2);
  });

  it('keeps what is due where an alert cannot be registered, and raises it later', async () => {
    const { db } = city.gateway.world;
    const before = await raised();
    for (const table of ['review_cursor', 'review_alert', 'review_alert_entry'] as const)
      await db.deleteFrom(table).execute();
    await sql`alter table register_pending add constraint never check (appended_at is null) not valid`.execute(db);
    await expect(weeks.review()).rejects.toThrow();
    await sql`alter table register_pending drop constraint never`.execute(db);
    expect(await raised()).toEqual([]);
    await weeks.review();
    expect(await raised()).toEqual(before);
  });

  it('begins no further back than a quarter', async () => {
    const { db } = city.gateway.world;
    const before = await weeks.alerts();
    for (const table of ['review_cursor', 'review_alert', 'review_alert_entry'] as const)
      await db.deleteFrom(table).execute();
    weeks.at(93, '02:00');
    await weeks.review();
    // Of the first day nothing is asked any more; the night after lies within the quarter by minutes.
    expect(await raised()).toEqual(
      before.filter(({ day }) => day === '2026-09-03').map(({ rule, day }) => `${day} ${rule}`),
    );
    weeks.at(40);
  });

  it('knows nothing of a sealed entry', async () => {
    weeks.at(50, '23:30');
    await weeks.look(TOUR.disputed, 'nowhere-3');
    const { world } = city.gateway;
    const { id } = await world.db
      .selectFrom('register_entry')
      .select('id')
      .where('type', '=', 'check.intent')
      .orderBy('occurred_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await world.db
      .insertInto('entry_visibility')
      .values({ entry: id, kind: 'sealed', basis: null, until: null })
      .execute();
    const before = await raised();
    weeks.at(90);
    await weeks.review();
    expect(await raised()).toEqual(before);
  });

  it('sees a walk along numbers by marks that hold for one clerk and day', async () => {
    const rows = await city.gateway.world.db.selectFrom('credit_check').select(['sub', 'neighbourhood']).execute();
    expect(rows.every(({ neighbourhood }) => neighbourhood?.length === 32)).toBe(true);
    // Two people of different birthdays, and the same one on another day, share none.
    weeks.at(91);
    await weeks.look(TOUR.a, 'walk-1');
    weeks.at(92);
    await weeks.look(TOUR.a, 'walk-2');
    const marks = await city.gateway.world.db.selectFrom('credit_check').select('neighbourhood').execute();
    const hex = marks.map(({ neighbourhood }) => Buffer.from(neighbourhood ?? []).toString('hex'));
    expect(new Set(hex).size).toBe(hex.length);
  });
});
