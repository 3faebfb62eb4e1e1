/** 自动补查: what a source's failure left owed is done by the gateway once the source answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJob } from '../../../gateway/jobs/job.ts';
import { doOwedChecks, pauseAfter } from '../../../gateway/outages/owed-checks.ts';
import { SourceFault, type UpstreamAnswer } from '../../../gateway/sources/source.ts';
import { type Acts, actsIn } from './acts.ts';
import { type City, openCity, TOUR } from './city.ts';

let city: City;
let acts: Acts;
let act: () => Promise<UpstreamAnswer>;
const fails = async (): Promise<UpstreamAnswer> => {
  throw new SourceFault('maintenance', 'double');
};
const answers = async (): Promise<UpstreamAnswer> => ({ records: [], identity: 'confirmed' });

beforeAll(async () => {
  city = await openCity({ upstream: [{ id: 'city', categories: ['exam-integrity'], ask: () => act() }] });
  acts = actsIn(city);
});
beforeEach(() => {
  act = fails;
});
afterAll(() => city.close());

const round = () => doOwedChecks(city.gateway.world, { signal: new AbortController().signal, keep: async () => true });
const later = (ms: number) => {
  city.shift(ms);
  // Else the sequencer seems to lag by as much, and nothing could be told.
  return city.gateway.world.register.sequence();
};

/** A decision on a check that could not be completed. */
async function owe(person: (typeof TOUR)['a' | 'b' | 'c'], caseKey: string): Promise<string> {
  const check = await acts.checked(person, caseKey);
  expect(check.outcome.kind).toBe('unknown');
  const measures = check.outcome.known.restrictions.map(({ measure }: { measure: string }) => ({
    measure,
    taken: false,
    reason: '待补查',
  }));
  const { body } = await acts.decide(check.checkId, { effect: 'favourable', measures, reason: '材料齐全，先行办理' });
  expect(body.receipt.state).toBe('owed');
  return body.decisionId;
}
const debt = (id: string) =>
  city.gateway.world.db.selectFrom('owed_check').selectAll().where('decision_id', '=', id).executeTakeFirstOrThrow();

describe('an owed check', () => {
  it('is done once the source answers, in the clerk’s name, and says that nobody pressed', async () => {
    const id = await owe(TOUR.a, 'o-1');
    await round();
    expect((await debt(id)).done_check).toBeNull();
    act = answers;
    await later(pauseAfter(0) + 1);
    await round();
    const { done_check, review } = await debt(id);
    expect(done_check).toMatch(/^chk_/);
    expect(review).toBe(false);
    const entries = await city.gateway.world.db
      .selectFrom('register_entry')
      .select(['type', 'actor_sub', 'flags'])
      .where('check_id', '=', done_check)
      .orderBy('id')
      .execute();
    expect(entries.map(({ type }) => type)).toEqual(['check.intent', 'check.result']);
    for (const { actor_sub, flags } of entries) {
      expect(actor_sub).toBe('limin');
      expect(flags).toEqual(['automatic', 'owed']);
    }
    expect(await acts.owed()).toEqual([]);
  });

  it('that finds something opens a review and changes nothing by itself', async () => {
    const id = await owe(TOUR.b, 'o-2');
    act = answers;
    await round();
    expect((await debt(id)).review).toBe(true);
    const state = await city.call('limin', 'GET', `/v1/decisions/${id}`);
    expect(state.body).toMatchObject({ state: 'effective', effect: 'favourable' });
    const reviews = await city.gateway.world.db
      .selectFrom('register_entry')
      .select('decision_id')
      .where('type', '=', 'review.opened')
      .execute();
    expect(reviews.map(({ decision_id }) => decision_id)).toEqual([id]);
  });

  it('is tried ever more rarely, and not again before its time', async () => {
    const id = await owe(TOUR.c, 'o-3');
    await round();
    expect((await debt(id)).tries).toBe(1);
    await round();
    expect((await debt(id)).tries).toBe(1);
    await later(pauseAfter(0) + 1);
    await round();
    expect((await debt(id)).tries).toBe(2);
    expect([0, 1, 5, 6, 20].map(pauseAfter)).toEqual([60_000, 120_000, 1_920_000, 3_600_000, 3_600_000]);
  });

  it('is not done for a clerk who may not look any more: it stays owed', async () => {
    const id = await owe(TOUR.a, 'o-4');
    act = answers;
    await acts.withoutRole('limin', round);
    expect((await debt(id)).done_check).toBeNull();
    await later(pauseAfter(3) + 1);
    await round();
    expect((await debt(id)).done_check).toMatch(/^chk_/);
  });
});

describe('a job', () => {
  it('runs in one gateway at a time, and in another once the first is gone', async () => {
    const { db } = city.gateway.world;
    let now = Date.now();
    const ran: string[] = [];
    const make = (who: string) =>
      createJob({
        name: 'test-job',
        db,
        clock: { now: () => now },
        everyMs: 1,
        leaseMs: 1000,
        round: async () => void ran.push(who),
        onFault: () => undefined,
      });
    const [first, second] = [make('first'), make('second')];
    expect([await first.once(), await second.once()]).toEqual([true, false]);
    now += 1001;
    expect([await second.once(), await first.once()]).toEqual([true, false]);
    await second.stop();
    expect(await first.once()).toBe(true);
    expect(ran).toEqual(['first', 'second', 'first']);
  });
});
