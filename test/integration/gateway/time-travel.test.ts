/**
 * Invariant 12: expired is as if never there, on the day, in every channel. The legal clock goes over every term in the
 * demonstration's data; on each day the interface, the card and the rule itself say the same of the same person.
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
  it('what has ended is as if never there, on the day, in the answer and on the card', async () => {
    let ended = 0;
    for (const [day, concerned] of days()) {
      const moved = await city.call('hetao', 'POST', '/v1/demo/clock', { legalToday: day });
      expect([day, moved.status]).toEqual([day, 200]);
      for (const record of concerned) {
        const row = rowFor(record);
        if (row === undefined) continue;
        const at = `${record.subject.number}-${row.id}`;
        const { body } = await city.post('traveller', '/v1/checks', {
          decisionPoint: row.id,
          case: { key: at, label: at },
          subject: record.subject,
          origin: originOf(row.id),
        });
        const told = shownIn(body);
        expect([day, record.id, told.map(({ id }) => id).sort()]).toEqual([
          day,
          record.id,
          expected(row, record.subject.number, day),
        ]);
        if (record.useUntil !== null && record.useUntil < day) {
          ended += 1;
          expect(JSON.stringify(body), `${record.id} on ${day}`).not.toContain(record.documentNumber);
        }
        const card = cardText(body, catalogue);
        for (const one of told) expect(card, `${one.id} on ${day}`).toContain(one.documentNumber);
        for (const { id, documentNumber } of recordsOf.get(record.subject.number) ?? []) {
          if (!told.some((one) => one.id === id)) expect(card, `${id} on ${day}`).not.toContain(documentNumber);
        }
      }
    }
    expect(ended).toBeGreaterThan(50);
  });
});
