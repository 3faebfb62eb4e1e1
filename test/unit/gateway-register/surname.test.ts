import { describe, expect, it } from 'vitest';
import { surnameOf } from '../../../gateway/register/surname.ts';

describe('a surname', () => {
  it.each([
    ['张合成', '张'],
    ['欧阳合成', '欧阳'],
    ['欧合成', '欧'],
    ['买买提·艾力', '买买提'],
    ['SYNTHETIC PERSON', 'SYNTHETIC'],
    ['SYNTHETIC', 'SYNTHETIC'],
    ['𠮷合成', '𠮷'],
    ['', null],
  ])('of %s is %s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname);
  });
});
