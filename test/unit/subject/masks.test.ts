import { describe, expect, it } from 'vitest';
import { maskName, maskNumber, matchesMask } from '../../../core/subject/index.ts';

describe('maskNumber', () => {
  it.each([
    ['33089918900101007X', '330*************7X'],
    ['UTO330089001011', 'UTO**********11'],
    ['M0000000100', 'M0********0'],
    ['H00000001', 'H0******1'],
    ['00000001', '0******1'],
    ['1234', '1***'],
    ['12', '**'],
    ['', ''],
  ])('%s → %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });
});

describe('matchesMask', () => {
  it.each([
    ['3308**********0010', '330899189001010010', true],
    ['3308**********0010', '330899189001010029', false],
    ['330*************7x', '33089918900101007X', true],
    ['330***7X', '33089918900101007X', true],
    ['330***8X', '33089918900101007X', false],
    ['3308●●●●●●●●●●0010', '330899189001010010', true],
    ['3308XXXXXXXXXX0010', '330899189001010010', true],
    ['330899189001010010', '330899189001010010', true],
    ['330899189001010010', '330899189001010029', false],
    ['******************', '330899189001010010', false],
    ['33*99**0', '330899189001010010', false],
    ['', '330899189001010010', false],
    ['H0******1', 'H00000001', true],
    ['330899189*001010010', '330899189001010010', false],
    ['330899189***189001010010', '330899189001010010', false],
  ])('%s on %s: %s', (masked, number, matches) => {
    expect(matchesMask(masked, number)).toBe(matches);
  });
});

describe('maskName', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳三', '欧**'],
    ['𬱖三', '𬱖*'],
    ['⿰王莹三', '⿰王莹*'],
    ['张', '*'],
    ['买买提·艾力', '买*****'],
    ['JOHN SMITH', 'J*********'],
    ['', ''],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name, 'individual')).toBe(masked);
    expect(maskName(name, 'civil-servant')).toBe(masked);
  });

  it('leaves the names of bodies, which are public', () => {
    expect(maskName('衢州某某有限公司', 'organisation')).toBe('衢州某某有限公司');
    expect(maskName('某某便利店', 'individual-business')).toBe('某某便利店');
    expect(maskName('某某局', 'government-body')).toBe('某某局');
  });
});
