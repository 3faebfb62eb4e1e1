import { assess } from '@duecheck/core/assess';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { input, record, row } from './fixture.ts';

const fields = {
  facts: '销售过期食品',
  duty: '按需',
  age: '36',
  idNumber: '330899189001010010',
  subjectStatement: '已整改',
  supplierCode: '113308990000000190',
  unheardOf: '来源多送的字段',
};

describe('what the clerk sees of a record', () => {
  const [seen] = assess(input({ records: [record({ fields, behaviour: 'unsafe-food' })] })).records;

  it('is the fields for the card and nothing else', () => {
    expect(seen?.fields).toEqual({ facts: '销售过期食品', subjectStatement: '已整改' });
  });

  it('follows the record type where it is stricter than the common list', () => {
    expect(seen?.fields).not.toHaveProperty('age');
  });

  it('names the fields that a further registered call can show, without their content', () => {
    expect(seen?.onDemand).toEqual(['duty']);
  });

  it('says what kind of news it is', () => {
    expect(seen?.polarity).toBe('adverse');
  });

  it('carries no fact, domain or term of use that only the software needs', () => {
    expect(Object.keys(seen ?? {}).sort()).toEqual(
      [
        'behaviour',
        'category',
        'decidedOn',
        'documentNumber',
        'fields',
        'id',
        'onDemand',
        'organ',
        'polarity',
        'publishUntil',
        'source',
        'state',
        'type',
      ].sort(),
    );
  });

  it('says by when an objection is answered, while there is one', () => {
    const disputeDueBy = parseCivilDate('2026-11-30');
    const answer = (state: 'disputed' | 'effective') =>
      assess(input({ records: [record({ state, disputeDueBy })] })).records[0]?.disputeDueBy;
    expect(answer('disputed')).toBe('2026-11-30');
    expect(answer('effective')).toBeUndefined();
  });

  it('has no field where the catalogue does not know the type', () => {
    const [unknown] = assess(input({ records: [record({ type: 'unheard-of', fields })] })).records;
    expect(unknown?.fields).toEqual({});
    expect(unknown?.onDemand).toEqual([]);
  });
});

describe('which categories are seen', () => {
  const categories = (shown: string[], tested: string[] = [], authorised?: string[]) =>
    assess(
      input({
        decisionPoint: { ...row, shown, tested },
        ...(authorised && { authorised }),
        records: ['penalty', 'listing', 'verdict', 'honour', 'register'].map((category) =>
          record({ id: category, category }),
        ),
      }),
    ).records.map((r) => r.id);

  it('are those of the row', () => {
    expect(categories(['penalty', 'honour'])).toEqual(['honour', 'penalty']);
  });

  it('never include one that is only tested, even if the row also lists it', () => {
    expect(categories(['penalty', 'verdict'], ['verdict'])).toEqual(['penalty']);
  });

  it('are those that the authorisation names, and none without one', () => {
    expect(categories(['as-authorised'], [], ['honour'])).toEqual(['honour']);
    expect(categories(['as-authorised'])).toEqual([]);
  });

  it('are all records about the person for the person, but not the registers of the system', () => {
    expect(categories(['all-own-records'])).toEqual(['honour', 'listing', 'penalty', 'verdict']);
  });

  it('cannot be widened to the registers by an authorisation', () => {
    expect(categories(['as-authorised'], [], ['register', 'all-own-records'])).toEqual([]);
  });
});
