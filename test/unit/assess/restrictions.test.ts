import { assess, type CreditRecord } from '@duecheck/core/assess';
import type { DecisionPoint, Ground } from '@duecheck/core/catalogue';
import { describe, expect, it } from 'vitest';
import { barring, input, record, row } from './fixture.ts';

const offers = (decisionPoint: DecisionPoint, ...records: CreditRecord[]) =>
  assess(input({ decisionPoint, records })).restrictions;

const on = (basis: string, ...categories: string[]): Ground => ({ basis, categories });

describe('a restriction', () => {
  it('is offered with each basis that grounds it and the records under it', () => {
    const penalty = record({ id: 'p' });
    const listing = record({ id: 'l', category: 'listing' });
    expect(offers(barring(on('LAW', 'penalty', 'listing'), on('OWN-RULE', 'listing')), penalty, listing)).toMatchObject(
      [
        {
          measure: 'bar',
          grounds: [
            { basis: 'LAW', records: ['l', 'p'] },
            { basis: 'OWN-RULE', records: ['l'] },
          ],
        },
      ],
    );
  });

  it('names a basis once, whichever of its grounds held', () => {
    const [offer] = offers(
      barring(on('LAW', 'penalty'), on('LAW', 'listing')),
      record({ id: 'p' }),
      record({ id: 'l', category: 'listing' }),
    );
    expect(offer?.grounds).toEqual([{ basis: 'LAW', records: ['l', 'p'] }]);
  });

  it('cites what the row cites beside its grounds', () => {
    const [entry] = barring(on('LAW', 'penalty')).restrictions;
    if (!entry) throw new Error('no entry');
    const [offer] = offers({ ...row, restrictions: [{ ...entry, alsoCites: ['CITY'] }] }, record());
    expect(offer?.alsoCites).toEqual(['CITY']);
  });

  it.each([
    ['municipal', 'CITY'],
    ['a departmental rule of another procedure', 'OTHER-RULE'],
    ['not read yet', 'UNREAD'],
    ['an article that restricts nobody', 'PROCEDURE'],
    ['below the level that the measure asks for', 'PROVINCE'],
    ['not in the catalogue', 'NOWHERE'],
  ])('is not offered where the only basis is %s', (_what, basis) => {
    expect(offers(barring(on(basis, 'penalty')), record())).toEqual([]);
  });

  it('does not rest on a municipal basis even for a measure that would take one', () => {
    const [entry] = barring(on('CITY', 'penalty')).restrictions;
    if (!entry) throw new Error('no entry');
    expect(offers({ ...row, restrictions: [{ ...entry, measure: 'review' }] }, record())).toEqual([]);
  });

  it('does not cite a basis that cannot ground it beside one that can', () => {
    const [offer] = offers(barring(on('CITY', 'penalty'), on('LAW', 'penalty')), record());
    expect(offer?.grounds.map((ground) => ground.basis)).toEqual(['LAW']);
  });

  it('does not rest on a record that the clerk may not see', () => {
    expect(offers(barring(on('LAW', 'verdict')), record({ category: 'verdict' }))).toEqual([]);
  });

  it.each(['template', 'suspended', 'incentive-only', 'reference-only', 'consent-only'] as const)(
    'is not offered in a row that is %s',
    (status) => {
      expect(offers({ ...barring(on('LAW', 'penalty')), status }, record())).toEqual([]);
    },
  );

  it('that is off, as a measure or in this row, is not offered', () => {
    const [entry] = barring(on('LAW', 'penalty')).restrictions;
    if (!entry) throw new Error('no entry');
    expect(offers({ ...row, restrictions: [{ ...entry, availability: 'off' }] }, record())).toEqual([]);
    expect(offers({ ...row, restrictions: [{ ...entry, measure: 'expose' }] }, record())).toEqual([]);
  });
});

describe('a disputed record', () => {
  const disputed = record({ id: 'd', state: 'disputed' });

  it('is never the only ground', () => {
    expect(offers(barring(on('LAW', 'penalty')), disputed)).toEqual([]);
    expect(offers(barring(on('LAW', 'penalty')), disputed, { ...disputed, id: 'd2' })).toEqual([]);
  });

  it('may stand beside an undisputed one under the same ground', () => {
    const [offer] = offers(barring(on('LAW', 'penalty')), disputed, record({ id: 'e' }));
    expect(offer?.grounds).toEqual([{ basis: 'LAW', records: ['d', 'e'] }]);
  });

  it('is not carried along by an undisputed one under another ground', () => {
    const [offer] = offers(
      barring(on('LAW', 'penalty'), on('LAW-2', 'listing')),
      disputed,
      record({ id: 'l', category: 'listing' }),
    );
    expect(offer?.grounds).toEqual([{ basis: 'LAW-2', records: ['l'] }]);
  });
});

describe('the period to be heard', () => {
  const own = { days: 10, kind: 'calendar', ours: false, basis: 'LAW' } as const;
  const rows = { days: 3, kind: 'working', ours: true } as const;
  const [entry] = barring(on('LAW', 'penalty')).restrictions;
  if (!entry) throw new Error('no entry');

  it("is the measure's own, then the row's, then five working days", () => {
    expect(offers({ ...row, hearing: rows, restrictions: [{ ...entry, hearing: own }] }, record())[0]?.hearing).toEqual(
      own,
    );
    expect(offers({ ...row, hearing: rows, restrictions: [entry] }, record())[0]?.hearing).toEqual(rows);
    expect(offers({ ...row, restrictions: [entry] }, record())[0]?.hearing).toEqual({
      days: 5,
      kind: 'working',
      ours: true,
    });
  });
});
