import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../../../core/catalogue/index.ts';
import { ourCatalogue, rowOf } from './our-catalogue.ts';

describe('parseCatalogue', () => {
  it('takes our lists', () => {
    expect(parseCatalogue(ourCatalogue()).ok).toBe(true);
  });

  it.each([
    ['an unknown field', { colour: 'red' }, 'unknown field colour'],
    ['a wrong type', { freshnessMinutes: 'soon' }, 'must be of type number'],
    ['a word outside the list', { obligation: 'always' }, 'must be one of mandatory, reference'],
    ['a text without English', { purpose: { zh: '目的' } }, 'must be of type string'],
  ])('names the row and says what is wrong with %s', (_, change, message) => {
    const raw = ourCatalogue();
    Object.assign(rowOf(raw, 'title-review'), change);
    expect(parseCatalogue(raw)).toMatchObject({
      ok: false,
      problems: [{ code: 'schema', row: 'title-review', message }],
    });
  });

  it.each([null, 7, [], 'a catalogue', {}])('refuses %j', (raw) => {
    expect(parseCatalogue(raw)).toMatchObject({ ok: false });
  });

  it('runs the cross-checks once the shape is right', () => {
    const raw = ourCatalogue();
    rowOf(raw, 'title-review').queryBases.push('NOWHERE-1');
    expect(parseCatalogue(raw)).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-reference', row: 'title-review', path: expect.arrayContaining(['queryBases']) }],
    });
  });
});
