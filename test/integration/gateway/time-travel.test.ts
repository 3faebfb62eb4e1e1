/**
 * Invariant 12: expired is as if never there, on the day, in every channel. The legal clock goes over every term in the
 * demonstration's data; on each day the interface, the card, a batch, its download and the rule itself say the same of the same person.
 */
import { loadCatalogue } from '@duecheck/catalogue';
import { assess, type CreditRecord } from '@duecheck/core/assess';
import type { Binding } from '@duecheck/core/binding';
import { type CatalogueIndex, type DecisionPoint, indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import type { CheckAnswer } from '@duecheck/core/contract';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { generatePeople, type RegistryEntry, type SeedRecord } from '../../../demo/people/index.ts';
import { cardText } from '../../support/card-text.ts';
import { type City, ISSUER, openCity } from './city.ts';
import { startRound, workOff } from './rounds.ts';

let city: City;
let catalogue: CatalogueIndex;
let today: CivilDate;
let registry: ReadonlyMap<string, RegistryEntry>;
let recordsOf: ReadonlyMap<string, readonly SeedRecord[]>;

/** Rows whose duty is confirmed: nobody has to authorise anything, so every category of theirs can be looked at. */
const rows = (index: CatalogueIndex): DecisionPoint[] =>
  index.catalogue.decisionPoints.filter(
    ({ status, authority, release }) =>
      status === 'active' && ['statutory', 'public-body'].includes(authority.kind) && release === undefined,
  );
const originOf = (row: string) => `http://${row}.localhost:7420`;
const bindingOf = ({ id }: DecisionPoint): Binding => ({
  ...hiringBinding(originOf(id)),
  id: `travel-${id}`,
  organisation: 'qz-rsj',
  decisionPoint: id,
});

beforeAll(async () => {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  catalogue = indexCatalogue(parsed.catalogue);
  city = await openCity({ bindings: rows(catalogue).map(bindingOf) });
  today = (await city.call('', 'GET', '/v1/clock')).body.legalToday;
  const people = generatePeople({ seed: 'city', today, count: 100 });
  registry = new Map(people.registry.map((one) => [one.number, one]));
  recordsOf = Map.groupBy(people.records, ({ subject }) => subject.number);
  const traveller = {
    iss: ISSUER,
    sub: 'traveller',
    organisation: 'qz-rsj',
    valid_from: '2026-01-01',
    valid_until: null,
  };
  await city.gateway.world.db
    .insertInto('role_assignment')
    .values({ ...traveller, role: 'clerk', decision_points: null })
    .execute();
  await city.gateway.world.db
    .insertInto('lookup_limit')
    .values({ organisation: 'qz', what: 'lookups', most: 1e6 })
    .execute();
});
afterAll(() => city.close());

/** A row at which the record may be shown about its subject. */
const rowFor = (record: SeedRecord): DecisionPoint | undefined =>
  rows(catalogue).find(
    ({ shown, subjectTypes }) =>
      shown.includes(record.category) &&
      subjectTypes.includes(registry.get(record.subject.number)?.type ?? 'individual'),
  );

/** Every day on which something ends, and the day after it. */
function days(): Map<CivilDate, SeedRecord[]> {
  const found = new Map<CivilDate, SeedRecord[]>();
  for (const record of [...recordsOf.values()].flat()) {
    for (const last of [record.publishUntil, record.useUntil, record.retainUntil, record.disputeDueBy ?? null]) {
      if (last === null || last < today) continue;
      for (const day of [last, addDays(last, 1)]) {
        const due = found.get(day) ?? [];
        if (!due.includes(record)) found.set(day, [...due, record]);
      }
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the rule itself says, on the person's records as they were made. */
function expected(row: DecisionPoint, number: string, day: CivilDate): string[] {
  const known = registry.get(number) as RegistryEntry;
  const records = (recordsOf.get(number) ?? []) as readonly CreditRecord[];
  const subject = { type: known.type, ...(known.establishedOn && { establishedOn: known.establishedOn }) };
  return assess({ catalogue, decisionPoint: row, matter: null, subject, records, completeness: 'complete', today: day })
    .records.map(({ id }) => id)
    .sort();
}

const shownIn = ({ outcome }: CheckAnswer): { id: string; documentNumber: string }[] =>
  outcome.kind === 'refused' || outcome.kind === 'unknown' ? [] : outcome.records;

describe('over every term in the data', () => {
  it('what has ended is as if never there, on the day, in answer, card, batch and download', async () => {
    let ended = 0;
    let yesterday: Round[] = [];
    for (const [day, concerned] of days()) {
      const moved = await city.call('hetao', 'POST', '/v1/demo/clock', { legalToday: day });
      expect([day, moved.status]).toEqual([day, 200]);
      for (const record of concerned) {
        const row = rowFor(record);
        if (row !== undefined) ended += await checkOne(record, row, day);
      }
      for (const round of yesterday) await expectUntold(round, day);
      yesterday = await rounds(concerned, day);
    }
    expect(ended).toBeGreaterThan(50);
  }, 600_000);
});

/** @returns 1 where the record had ended by then */
async function checkOne(record: SeedRecord, row: DecisionPoint, day: CivilDate): Promise<0 | 1> {
  const at = `${record.subject.number}-${row.id}`;
  const { body } = await city.post('traveller', '/v1/checks', {
    decisionPoint: row.id,
    case: { key: at, label: at },
    subject: record.subject,
    origin: originOf(row.id),
  });
  const told = shownIn(body);
  const ids = told.map(({ id }) => id).sort();
  expect([day, record.id, ids]).toEqual([day, record.id, expected(row, record.subject.number, day)]);
  const card = cardText(body, catalogue);
  for (const one of told) expect(card, `${one.id} on ${day}`).toContain(one.documentNumber);
  for (const { id, documentNumber } of recordsOf.get(record.subject.number) ?? []) {
    if (!ids.includes(id)) expect(card, `${id} on ${day}`).not.toContain(documentNumber);
  }
  if (record.useUntil === null || record.useUntil >= day) return 0;
  expect(JSON.stringify(body), `${record.id} on ${day}`).not.toContain(record.documentNumber);
  return 1;
}

interface Round {
  readonly id: string;
  readonly row: DecisionPoint;
  readonly numbers: readonly string[];
  readonly day: CivilDate;
}

/** The same people as lists of their offices, where the row is checked so; and what each download says. */
async function rounds(concerned: readonly SeedRecord[], day: CivilDate): Promise<Round[]> {
  const byRow = Map.groupBy(concerned, rowFor);
  const begun: Round[] = [];
  for (const [row, records] of byRow) {
    if (row?.queryModes.includes('batch') !== true) continue;
    const people = new Map(records.map(({ subject }) => [subject.number, subject]));
    const numbers = [...people.keys()];
    const list = numbers.map((number) => [
      people.get(number)?.name ?? '',
      number,
      `${day}-${number}`,
      number.slice(-4),
    ]);
    const at = { user: 'traveller', decisionPoint: row.id, origin: originOf(row.id), round: day };
    const { status, body } = await startRound(city, list, at);
    expect([day, row.id, status]).toEqual([day, row.id, 202]);
    begun.push({ id: body.batchId, row, numbers, day });
  }
  await workOff(city);
  for (const round of begun) await expectRound(round);
  return begun;
}

const itemsOf = async ({ id }: Round): Promise<{ class: string }[]> =>
  (await city.call('traveller', 'GET', `/v1/batches/${id}/items?limit=500`)).body.items;
const isAdverse = (ids: readonly string[], number: string): boolean =>
  (recordsOf.get(number) ?? []).some(
    (record) => ids.includes(record.id) && catalogue.categories.get(record.category)?.polarity === 'adverse',
  );

async function expectRound(round: Round): Promise<void> {
  const { row, numbers, day } = round;
  const due = numbers.map((number) => expected(row, number, day));
  const classes = (await itemsOf(round)).map((item) => item.class);
  for (const [at, number] of numbers.entries()) {
    if (isAdverse(due[at] ?? [], number)) expect([day, number, classes[at]]).toEqual([day, number, 'findings']);
    if (due[at]?.length === 0) expect([day, number, classes[at]]).toEqual([day, number, 'clear']);
  }
  const file = await city.call('traveller', 'GET', `/v1/batches/${round.id}/results?format=ndjson`);
  const rows = (file.body as string)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const told = rows.map(({ outcome }) => (outcome.records ?? []).map((one: { id: string }) => one.id).sort());
  expect([day, row.id, told]).toEqual([day, row.id, due]);
}

/** A round of an earlier day tells nothing that is not so any more, however long its row lets a check stand. */
async function expectUntold(round: Round, day: CivilDate): Promise<void> {
  const items = await itemsOf(round);
  for (const [at, number] of round.numbers.entries()) {
    const [then, now] = [round.day, day].map((one) => expected(round.row, number, one).join());
    if (then !== now)
      expect([round.day, day, number, items[at]?.class]).toEqual([round.day, day, number, 'look-again']);
  }
}
