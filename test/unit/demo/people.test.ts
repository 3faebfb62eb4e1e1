import { loadCatalogue } from '@duecheck/catalogue';
import { assess, RECORD_STATES, toOutcome } from '@duecheck/core/assess';
import { type CatalogueIndex, indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { parseIdentity } from '@duecheck/core/subject';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { generatePeople, type People, TOUR } from '../../../demo/people/index.ts';
import { CARRIED } from '../../../demo/people/records.ts';
import { SITUATION_NAMES } from '../../../demo/people/situations.ts';

const TODAY = '2026-11-23';
const OPTIONS = { seed: 'first-light', today: TODAY, count: 2000 };

function listsInForce(): CatalogueIndex {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the lists do not hold together');
  return indexCatalogue(parsed.catalogue);
}
const lists = listsInForce();
const people = generatePeople(OPTIONS);

describe('the people of the demonstration', () => {
  it('are the same for one seed and day, and others for another', () => {
    expect(generatePeople(OPTIONS)).toEqual(people);
    const others = generatePeople({ ...OPTIONS, seed: 'another' });
    expect(others.registry).not.toEqual(people.registry);
    expect(others.candidates.slice(0, 5)).toMatchObject(people.candidates.slice(0, 5).map(identityOf));
  });

  it('are as many as asked for, each number once', () => {
    expect(people.registry).toHaveLength(2000);
    expect(new Set(people.registry.map((one) => one.number)).size).toBe(2000);
    expect(generatePeople({ ...OPTIONS, count: 100 }).registry).toHaveLength(100);
  });

  it('have numbers that are right and can belong to nobody', () => {
    for (const { kind, number } of people.registry) {
      const read = parseIdentity(number, kind);
      expect([read.status !== 'invalid', read.kind, read.canonical]).toEqual([true, kind, number]);
      if (kind === 'resident-id') expect(number).toMatch(/^330899189\d/);
      if (kind === 'uscc') expect(number.slice(2, 8)).toBe('330899');
    }
  });

  it('are of every kind that a clerk meets', () => {
    expect([...new Set(people.registry.map((one) => one.kind))].sort()).toEqual(
      [
        'foreign-passport',
        'hong-kong-macao-permit',
        'passport',
        'permanent-resident-id',
        'permanent-resident-id-old',
        'resident-id',
        'residence-permit',
        'taiwan-permit',
        'uscc',
      ].sort(),
    );
    expect(new Set(people.registry.map((one) => one.type)).size).toBe(5);
  });

  it.each([
    ['a compound surname', /^(欧阳|司徒|诸葛)/],
    ['a dot', /\p{L}·\p{L}/u],
    ['a character outside the BMP', /[\u{20000}-\u{323af}]/u],
    ['Latin letters', /^[A-Z -]+$/],
  ])('have names with %s', (_what, pattern) => {
    expect(people.registry.some((one) => pattern.test(one.name))).toBe(true);
  });
});

describe('their records', () => {
  const types = [...lists.recordTypes.values()].filter((type) => type.category !== 'process');

  it.each(types.map((type) => type.id))('are there in every situation: %s', (type) => {
    const own = people.records.filter((record) => record.type === type);
    expect(own.length).toBeGreaterThanOrEqual(SITUATION_NAMES.length);
    expect(new Set(own.map((record) => record.state))).toEqual(new Set(RECORD_STATES));
    const lastDays = new Set(own.map((record) => record.publishUntil));
    for (const day of ['2026-11-22', TODAY, '2026-11-24', null]) expect(lastDays).toContain(day);
  });

  it('carry every field that the data catalogue requires', () => {
    for (const record of people.records) {
      const required = lists.recordTypes.get(record.type)?.fields.filter((field) => field.required) ?? [];
      const absent = required.filter(
        ({ name, show }) => show !== 'never' && !CARRIED.has(name) && !Object.hasOwn(record.fields, name),
      );
      expect(absent.map((field) => `${record.type}.${field.name}`)).toEqual([]);
    }
  });

  it('hold together: category, behaviour, days, and an answer due where disputed', () => {
    for (const record of people.records) {
      expect(record.category).toBe(lists.recordTypes.get(record.type)?.category);
      if (record.behaviour) expect(lists.behaviours.get(record.behaviour)?.category).toBe(record.category);
      if (record.publishUntil && record.retainUntil) expect(record.publishUntil <= record.retainUntil).toBe(true);
      expect(record.decidedOn <= TODAY).toBe(true);
      expect(record.state === 'disputed').toBe(record.disputeDueBy !== undefined);
    }
    expect(new Set(people.records.map((record) => record.id)).size).toBe(people.records.length);
  });

  it('belong to somebody in the registry, under that name', () => {
    const names = new Map(people.registry.map((one) => [one.number, one.name]));
    for (const { subject } of people.records) expect(names.get(subject.number)).toBe(subject.name);
  });
});

describe('the candidates of the tour', () => {
  const outcomeOf = (number: string, today = TODAY) => {
    const decisionPoint = lists.decisionPoints.get('civil-service-hiring');
    if (!decisionPoint) throw new Error('no such row');
    const records = people.records.filter((record) => record.subject.number === number);
    const assessment = assess({
      catalogue: lists,
      decisionPoint,
      matter: null,
      subject: { type: 'individual' },
      records,
      completeness: 'complete',
      today: parseCivilDate(today),
    });
    return toOutcome(assessment, { completeness: 'complete', identity: 'confirmed' });
  };

  it('are clear: A and C, and the one whose record was repaired', () => {
    for (const who of [TOUR.a, TOUR.c, TOUR.repaired]) expect(outcomeOf(who.shown.number).kind).toBe('clear');
  });

  it('have findings: B, whose hiring may be cancelled', () => {
    expect(outcomeOf(TOUR.b.shown.number)).toMatchObject({
      kind: 'findings',
      records: [{ behaviour: 'civil-exam-cheating', state: 'effective' }],
      restrictions: [{ measure: 'cancel-hiring' }],
    });
  });

  it('are under no restriction for a disputed record alone', () => {
    expect(outcomeOf(TOUR.disputed.shown.number)).toMatchObject({ kind: 'findings', restrictions: [] });
  });

  it('are found today and clear tomorrow, where the last day is today', () => {
    expect(outcomeOf(TOUR.endingToday.shown.number).kind).toBe('findings');
    expect(outcomeOf(TOUR.endingToday.shown.number, '2026-11-24').kind).toBe('clear');
  });

  it('include a name that is not the registered one, and a number that cannot be right', () => {
    expect(TOUR.mismatch.shown.number).toBe(TOUR.mismatch.registered.number);
    expect(TOUR.mismatch.shown.name).not.toBe(TOUR.mismatch.registered.name);
    const read = parseIdentity(TOUR.wrongDigit.shown.number);
    expect(read.problems.map((problem) => problem.code)).toContain('checksum');
  });

  it('stand first in the hiring system, at their own numbers', () => {
    expect(people.candidates.length).toBeGreaterThanOrEqual(40);
    expect(people.candidates.slice(0, 3)).toMatchObject([
      { id: 100_412, registrationNo: 'RL-2026-0412', name: '江一鸣', idNumber: '330899189506151038', status: '待审核' },
      { id: 100_413, registrationNo: 'RL-2026-0413', name: '周映川', idNumber: '330899189001010010', status: '待审核' },
      { id: 100_414, registrationNo: 'RL-2026-0414', name: '沈知远', idNumber: '330899189001010029', status: '待审核' },
    ]);
    expect(new Set(people.candidates.map((one) => one.id)).size).toBe(people.candidates.length);
  });
});

it('gives each persona their day', () => {
  expect(new Set(people.days.map((figure) => figure.persona)).size).toBe(9);
  const colleagues = people.days.filter((figure) => figure.part === 'a colleague looked up at night');
  expect(colleagues).toHaveLength(9);
  for (const { subject, records } of people.days) {
    expect(people.registry).toContainEqual(subject);
    expect(people.records.filter((record) => record.subject.number === subject.number)).toHaveLength(records.length);
  }
});

const identityOf = ({ id, name, idNumber }: People['candidates'][number]) => ({ id, name, idNumber });
