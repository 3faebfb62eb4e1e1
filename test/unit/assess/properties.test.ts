import { type AssessInput, type Assessment, assess, type CreditRecord } from '@duecheck/core/assess';
import { canGround } from '@duecheck/core/catalogue';
import { addDays } from '@duecheck/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs, records } from './arbitraries.ts';
import { today, withBases } from './fixture.ts';

const check = <Ts extends [unknown, ...unknown[]]>(
  arbitraries: { [I in keyof Ts]: fc.Arbitrary<Ts[I]> },
  property: (...args: Ts) => void,
) => fc.assert(fc.property(...arbitraries, property), { numRuns: 500 });

/** `measure/basis` of every restriction on offer. */
const grounds = ({ restrictions }: Assessment): string[] =>
  restrictions.flatMap(({ measure, grounds }) => grounds.map(({ basis }) => `${measure}/${basis}`));
const benefits = ({ incentives }: Assessment): string[] => incentives.map(({ measure }) => measure);
const bytes = (assessment: Assessment): string => JSON.stringify(assessment);

const withRecords = (input: AssessInput, records: readonly CreditRecord[]): AssessInput => ({ ...input, records });

/** The first record changed, the others left. */
const changing = (input: AssessInput, change: (record: CreditRecord) => CreditRecord): AssessInput =>
  withRecords(
    input,
    input.records.map((record, i) => (i === 0 ? change(record) : record)),
  );

describe('whatever the row and the records', () => {
  it('cases are met in which something is offered, refused to be offered, and found', () => {
    const sample = fc.sample(inputs, { numRuns: 500, seed: 1 }).map((input) => assess(input));
    for (const reached of [
      (a: Assessment) => a.restrictions.length > 0,
      (a: Assessment) => a.records.length > 0 && a.restrictions.length === 0,
      (a: Assessment) => a.incentives.some(({ because }) => because.kind === 'clean-run'),
      (a: Assessment) => a.incentives.some(({ because }) => because.kind === 'positive-record'),
      (a: Assessment) => a.incentives.some(({ deferral }) => deferral !== undefined),
      (a: Assessment) => a.cleanRun?.answer === 'no',
    ]) {
      expect(sample.filter(reached).length).toBeGreaterThan(10);
    }
  });

  it('a record that has ended changes nothing', () => {
    const ends = fc.constantFrom<Partial<CreditRecord>>(
      { useUntil: addDays(today, -1) },
      { retainUntil: addDays(today, -1) },
      { state: 'repaired' },
      { state: 'withdrawn' },
      { state: 'sealed' },
    );
    check([inputs, records('ended'), ends], (input, more, end) => {
      const ended = more.map((record) => ({ ...record, ...end }));
      expect(bytes(assess(withRecords(input, [...input.records, ...ended])))).toBe(bytes(assess(input)));
    });
  });

  it('the order of the records changes nothing', () => {
    check(
      [
        inputs.chain((i) =>
          fc.tuple(fc.constant(i), fc.shuffledSubarray([...i.records], { minLength: i.records.length })),
        ),
      ],
      ([input, shuffled]) => {
        expect(bytes(assess(withRecords(input, shuffled)))).toBe(bytes(assess(input)));
      },
    );
  });

  it('a dispute never adds a restriction', () => {
    check([inputs], (input) => {
      const before = grounds(assess(changing(input, (record) => ({ ...record, state: 'effective' }))));
      const after = grounds(assess(changing(input, (record) => ({ ...record, state: 'disputed' }))));
      expect(before).toEqual(expect.arrayContaining(after));
    });
  });

  it('no restriction stands on disputed records alone', () => {
    check([inputs], (input) => {
      const disputed = new Set(input.records.filter((r) => r.state === 'disputed').map((r) => r.id));
      for (const { grounds } of assess(input).restrictions) {
        for (const { records } of grounds) expect(records.some((id) => !disputed.has(id))).toBe(true);
      }
    });
  });

  it('no restriction is without a basis that can ground it, nor without a record that the clerk sees', () => {
    check([inputs], (input) => {
      const { restrictions, records } = assess(input);
      const seen = records.map((record) => record.id);
      for (const { measure, grounds } of restrictions) {
        expect(grounds.length).toBeGreaterThan(0);
        for (const ground of grounds) {
          const basis = input.catalogue.bases.get(ground.basis);
          const restricting = input.catalogue.measures.get(measure);
          if (!basis || !restricting) throw new Error('offered what the catalogue does not hold');
          expect(canGround(basis, input.decisionPoint, restricting)).toEqual({ ok: true });
          expect(basis.level).not.toBe('municipal-policy');
          expect(ground.records.length).toBeGreaterThan(0);
          expect(seen).toEqual(expect.arrayContaining([...ground.records]));
        }
      }
    });
  });

  it('a basis that was not read grounds nothing and is cited nowhere', () => {
    check([inputs, fc.constantFrom('LAW', 'OWN-RULE', 'PROVINCE', 'CITY')], (input, id) => {
      const catalogue = withBases((basis) => (basis.id === id ? { verification: 'recalled' } : {}));
      const assessment = assess({ ...input, catalogue });
      const cited = [
        ...assessment.restrictions.flatMap(({ grounds }) => grounds.map(({ basis }) => basis)),
        ...assessment.incentives.flatMap(({ bases }) => bases),
      ];
      expect(cited).not.toContain(id);
    });
  });

  it('an adverse record never adds a benefit', () => {
    const adverse = records('adverse', ['penalty', 'listing', 'verdict']).map((list) =>
      list.map(({ behaviour: _, ...record }) => record),
    );
    check([inputs, adverse], (input, more) => {
      const before = benefits(assess(input));
      const after = benefits(assess(withRecords(input, [...input.records, ...more])));
      expect(before).toEqual(expect.arrayContaining(after));
    });
  });

  it('part of the picture brings no benefit, and the same restrictions', () => {
    check([inputs], (input) => {
      const partial = assess({ ...input, completeness: 'partial' });
      expect(partial.incentives).toEqual([]);
      expect(partial.cleanRun?.answer ?? 'not-known').toBe('not-known');
      expect(partial.restrictions).toEqual(assess(input).restrictions);
    });
  });

  it('a fact that is forgotten never adds a restriction', () => {
    const forget = fc.constantFrom<(record: CreditRecord) => CreditRecord>(
      (record) => ({ ...record, facts: {} }),
      ({ domain: _, ...record }) => record,
      ({ licence: _, ...record }) => record,
      ({ severity: _, ...record }) => record,
      ({ behaviour: _, ...record }) => record,
    );
    check([inputs, forget], (input, forgetting) => {
      expect(grounds(assess(input))).toEqual(expect.arrayContaining(grounds(assess(changing(input, forgetting)))));
    });
  });

  it('a record of a category that is only tested leaves no trace in the bytes', () => {
    check([inputs, records('tested', ['verdict'])], (input, more) => {
      const said = bytes(assess(withRecords(input, [...input.records, ...more])));
      expect(said).not.toContain('tested-');
      expect(said).not.toContain('verdict');
    });
  });

  it('a field that is not for the card leaves no trace in the bytes', () => {
    check([inputs], (input) => {
      expect(bytes(assess(input))).not.toContain('duty-of-');
    });
  });
});
