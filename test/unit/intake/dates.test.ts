import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../../gateway/intake/values/dates.ts';

describe('a day as offices write it', () => {
  it.each([
    '2018-1-1',
    '2018-01-01',
    '2018/1/1',
    '2018.01.01',
    '20180101',
    '2018年1月1日',
    '２０１８－１－１',
    '2018-01-01 00:00:00',
    ' 2018-01-01T08:00:00+08:00 ',
  ])('%j is the first of January 2018', (text) => expect(readDate(text)).toEqual({ day: '2018-01-01' }));

  it.each(['长期', '永久', '2099-12-31', '99991231'])('%j has no end', (text) =>
    expect(readDate(text)).toBe('long-term'),
  );
  it.each(['', '-', '无', 'null'])('%j says nothing', (text) => expect(readDate(text)).toBe('empty'));
  it.each(['2018-02-30', '18-1-1', '2018-13-01', '1/2/2018', '43101', '明天', '2018-1-1号'])(
    '%j is refused, not guessed',
    (text) => expect(readDate(text)).toBe('invalid'),
  );

  it('takes any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const date = readDate(text);
        expect(typeof date === 'object' || ['long-term', 'empty', 'invalid'].includes(date)).toBe(true);
      }),
    );
  });
});
