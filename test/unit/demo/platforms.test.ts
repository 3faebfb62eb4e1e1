import { canonicalKey, parseIdentity } from '@duecheck/core/subject';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../../demo/intake/gb18030.ts';
import { generatePeople, PLATFORM_IDS, type SeedRecord, TOUR } from '../../../demo/people/index.ts';
import { HOLDS, heldBy } from '../../../demo/people/platform-records.ts';
import { HABITS } from '../../../demo/platforms/habits.ts';
import { isWindow, isWithin } from '../../../demo/platforms/maintenance.ts';
import { rowOf } from '../../../demo/platforms/rows.ts';
import { sameText } from '../../../gateway/intake/record-id.ts';
import { createListReaders } from '../../../gateway/sources/platform/rows.ts';
import { catalogue, contextOf, index, TODAY } from '../sources/lists.ts';

const people = generatePeople({ seed: 'first-light', today: TODAY, count: 2000 });

describe('what the platforms hold', () => {
  it('overlaps: some only own, only the city’s, only the province’s, some at two, some at all three', () => {
    const own = new Set(people.records);
    const seen = new Set(
      people.platformRecords.map(({ record, at }) => [own.has(record) ? 'own' : '', ...at].join(' ')),
    );
    expect([...seen].sort()).toEqual([
      ' city',
      ' city province',
      ' province',
      'own city',
      'own city province',
      'own province',
    ]);
    expect(people.platformRecords.length).toBeLessThan(people.records.length);
  });

  it('is of the types that the platform collects', () => {
    for (const id of PLATFORM_IDS) {
      const types = new Set(heldBy(people.platformRecords, id).map((record) => record.type));
      expect([...types].sort()).toEqual([...HOLDS[id]].sort());
      expect(Object.keys(HABITS[id].lists).sort()).toEqual([...HOLDS[id]].sort());
    }
  });

  it('is made of any crowd that is large enough for a city', () => {
    for (let count = 100; count < 120; count++) {
      const { platformRecords } = generatePeople({ seed: `few-${count}`, today: TODAY, count });
      expect(platformRecords.map(({ record }) => record.subject.number)).toContain(TOUR.atCity.shown.number);
    }
  });

  it('changes nothing for those whom the tour met before', () => {
    const named = new Set(people.platformRecords.map(({ record }) => record.subject.number));
    for (const [who, { shown }] of Object.entries(TOUR))
      expect([who, named.has(shown.number)]).toEqual([who, who === 'atCity' || who === 'everywhere']);
  });
});

describe.each(PLATFORM_IDS)('a row of the %s platform', (id) => {
  const habits = HABITS[id];
  const readerOf = createListReaders(
    Object.fromEntries(
      HOLDS[id].map((type) => [type, { type, category: catalogue.recordTypes.get(type)?.category ?? '', states: {} }]),
    ),
  );
  const read = (record: SeedRecord, again: boolean) => {
    const { kind, number, name } = record.subject;
    const identity = parseIdentity(number, kind);
    const key = identity.status === 'invalid' ? null : canonicalKey(identity);
    if (key === null) throw new Error('a number that names nobody');
    const keyed = key.slice(key.indexOf(':') + 1);
    const query = {
      subject: { kind, number: keyed, name, type: 'individual' as const },
      subjectKey: index.subject(kind, keyed),
    };
    const row = rowOf(record, { habits, catalogue: catalogue.catalogue, asOf: '2026-11-22' }, again);
    return readerOf(record.type, catalogue)([row], contextOf(query));
  };

  it.each(HOLDS[id])('of %s is read as the record that it was made from', (type) => {
    const held = heldBy(people.platformRecords, id).filter((record) => record.type === type);
    expect(held.length).toBeGreaterThan(0);
    const sayable = new Set(catalogue.recordTypes.get(type)?.fields.map(({ name }) => name));
    for (const record of held) {
      const [found, ...more] = read(record, false);
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        type,
        category: record.category,
        state: record.state,
        decidedOn: record.decidedOn,
        item: record.item,
        organ: record.organ,
        ...(record.behaviour && { behaviour: record.behaviour }),
        ...(sayable.has('severity') && { severity: record.severity }),
        ...(record.domain && { domain: record.domain }),
        source: { id: 'city', asOf: '2026-11-21T16:00:00.000Z' },
      });
      expect(sameText(found?.documentNumber ?? '')).toBe(sameText(record.documentNumber));
      expect(read(record, true)[0]?.id).toBe(found?.id);
    }
  });
});

describe('GB 18030', () => {
  it('is written as it is read, rare characters of names included', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'张欧阳㼆䶮𠮷𬱖·a "0') }), (text) => {
        expect(new TextDecoder('gbk', { fatal: true }).decode(encodeGb18030(text))).toBe(text);
      }),
    );
  });
});

describe('night maintenance', () => {
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);

  it.each([
    ['23:00-05:00', '22:59', false],
    ['23:00-05:00', '23:00', true],
    ['23:00-05:00', '00:00', true],
    ['23:00-05:00', '04:59', true],
    ['23:00-05:00', '05:00', false],
    ['01:00-02:30', '02:29', true],
    ['01:00-02:30', '02:30', false],
    ['01:00-02:30', '13:00', false],
  ])('%s at %s in Shanghai: %s', (window, time, within) => expect(isWithin(window, at(time))).toBe(within));

  it.each(['', '24:00-05:00', '1:00-2:00', '23:00', 7])('has no window %j', (text) =>
    expect(isWindow(text)).toBe(false),
  );
});
