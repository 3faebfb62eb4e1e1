/**
 * Weeks of made-up work into a house's register, as real entries with their rows: so that auditors of the demonstration have a queue.
 * A demonstration's own: entries are dated when they would have come, which nothing else can do.
 */
import { legalDateOf } from '@duecheck/core/time';
import { CHECK_COLUMNS } from '../../gateway/checks/store-check.ts';
import { DECISION_COLUMNS } from '../../gateway/decisions/decide-on-check.ts';
import { EVENT_COLUMNS } from '../../gateway/decisions/record-event.ts';
import type { KeyRef } from '../../gateway/keys/subject-keys.ts';
import { appendEntries } from '../../gateway/register/append.ts';
import { createEntryIds } from '../../gateway/register/entry-ids.ts';
import type { AppendedEntry } from '../../gateway/register/register.ts';
import type { Trx } from '../../gateway/store/database.ts';
import { insertRows } from '../../gateway/store/insert-rows.ts';
import type { World } from '../../gateway/world.ts';
import type { Corpus } from './corpus.ts';
import { pourLists } from './pour-lists.ts';
import { checkRowOf, decisionRowOf, draftsOf, type Moment, momentsOf } from './pour-moments.ts';
import { subjectOf } from './pour-subject.ts';

/** Of one transaction. */
const CHUNK = 500;

/** @param issuer of the clerks' accounts, which nobody can sign in to */
export async function pourCorpus(world: World, corpus: Corpus, issuer: string): Promise<void> {
  await world.db.transaction().execute((trx) => pourLists(trx, world, corpus));
  const moments = momentsOf(world, corpus.looks);
  const newEntryId = createEntryIds(world.random);
  for (let at = 0; at < moments.length; at += CHUNK)
    await world.db
      .transaction()
      .execute((trx) => pourSome(trx, world, moments.slice(at, at + CHUNK), { issuer, newEntryId }));
}

interface Pouring {
  readonly issuer: string;
  readonly newEntryId: (now: number) => AppendedEntry['id'];
}

async function pourSome(
  trx: Trx,
  world: World,
  moments: readonly Moment[],
  { issuer, newEntryId }: Pouring,
): Promise<void> {
  await takeKeys(trx, world, moments);
  const drafted = moments.map((moment) => ({ moment, drafts: draftsOf(moment, issuer) }));
  const instants = drafted.flatMap(({ moment, drafts }) => drafts.map(() => moment.at));
  const drafts = drafted.flatMap((one) => one.drafts);
  let asked = 0;
  const clock = { now: () => instants[Math.min(asked++, instants.length - 1)] as number };
  const entries = await appendEntries(trx, { ...world, clock, newEntryId }, drafts);
  const checks = [];
  const decisions = [];
  const events = [];
  let place = 0;
  for (const { moment, drafts: own } of drafted) {
    const [first, second] = entries.slice(place, place + own.length) as [AppendedEntry, AppendedEntry?];
    place += own.length;
    const then = { ...world, clock: { now: () => moment.at } };
    if (moment.what === 'decision') {
      decisions.push(await decisionRowOf(trx, then, moment, issuer));
      events.push(eventOf(moment, first));
    } else if (second !== undefined) {
      checks.push(await checkRowOf(trx, then, moment, { issuer, intent: first, result: second }));
    }
  }
  await insertRows(trx, 'credit_check', CHECK_COLUMNS, checks);
  await insertRows(trx, 'decision', DECISION_COLUMNS, decisions);
  await insertRows(trx, 'decision_event', EVENT_COLUMNS, events);
}

/** All keys of a chunk at once; sealing then finds each in the transaction's memory. */
async function takeKeys(trx: Trx, world: World, moments: readonly Moment[]): Promise<void> {
  const refs = moments.flatMap(({ at, look }): KeyRef[] => {
    const day = legalDateOf(new Date(at).toISOString());
    const { kind, number } = subjectOf(look.person);
    const subjectKey = world.index.subject(kind, number);
    return [
      { kind: 'subject', subjectKey, use: 'register', year: Number(day.slice(0, 4)) },
      { kind: 'office', organisation: look.clerk.office.organisation, month: day.slice(0, 7) },
    ];
  });
  await world.subjectKeys.take(trx, refs);
}

const eventOf = ({ at, decisionId, checkId }: Moment, { id }: AppendedEntry) => ({
  ...{ decision_id: decisionId, n: 1, kind: 'effective', at: new Date(at), entry: id, check_id: checkId },
  ...{ legal_date: legalDateOf(new Date(at).toISOString()), heard_until: null, detail: null },
});
