import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseName, sameName } from '../../../core/subject/index.ts';

describe('normaliseName', () => {
  it.each([...'•‧⋅・･．.∙·᛫·'])('takes %s between Chinese characters for the dot', (dot) => {
    const name = normaliseName(`买买提${dot}艾力`);
    expect(name.compared).toBe('买买提·艾力');
    expect(name.shown).toBe(`买买提${dot}艾力`);
  });

  it.each([
    ['a blank inside a Chinese name', '张 三', '张三'],
    ['an ideographic blank', '张\u3000三', '张三'],
    ['blanks around the dot', '买买提 · 艾力', '买买提·艾力'],
    ['two dots', '古丽•巴哈尔.艾力', '古丽·巴哈尔·艾力'],
    ['zero-width characters', '张\u200B三\uFEFF', '张三'],
    ['many blanks between Latin words', '  john   smith ', 'JOHN SMITH'],
    ['full-width letters', 'Ｊｏｈｎ Ｓｍｉｔｈ', 'JOHN SMITH'],
    ['a decomposed accent', 'Jose\u0301', 'JOSÉ'],
    ['a point in a Latin name', 'John Q. Smith', 'JOHN Q. SMITH'],
    ['full-width brackets of a body', '某某（衢州）公司', '某某(衢州)公司'],
    ['a variation selector', '葛\u{E0100}三', '葛三'],
    ['characters beyond the first plane, around a dot', '𠮷•𬱖', '𠮷·𬱖'],
  ])('levels %s', (_, raw, compared) => {
    expect(normaliseName(raw).compared).toBe(compared);
  });

  it.each(['㼆', '𬱖', '𠮷', '䶮', '龑', '\uF9E1', '﨑', '\u{2EBF0}', '\u{31350}'])(
    'keeps %s as it is',
    (character) => {
      expect(normaliseName(`张${character}`)).toEqual({
        shown: `张${character}`,
        compared: `张${character}`,
        flags: [],
      });
    },
  );

  it.each([
    ['', ['empty']],
    ['张\uE863', ['private-use']],
    ['张\u{F0001}', ['private-use']],
    ['张⿰王莹', ['described']],
    ['张?', ['unreadable']],
    ['张□', ['unreadable']],
    ['张*', ['masked']],
    ['张××', ['masked']],
    ['欧阳○○', ['masked']],
    ['张XX', ['masked']],
    ['张X', []],
    ['John Xx', []],
    ['买买提•艾力', []],
    ['张'.repeat(101), ['too-long']],
    ['张', []],
    ['𬱖'.repeat(100), []],
  ])('flags %s', (raw, flags) => {
    expect(normaliseName(raw).flags).toEqual(flags);
  });

  it('changes nothing the second time', () => {
    const unit = fc.constantFrom(...'张三·•. \u3000Ａa\u0301é⿰王?*\uE000𬱖\u200B\u00DF\u0345（');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit, maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 })), (raw) => {
        const { compared } = normaliseName(raw);
        expect(normaliseName(compared).compared).toBe(compared);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('sameName', () => {
  it.each([
    // one name, typed differently
    ['张三', '张 三', 'same'],
    ['买买提·艾力', '买买提.艾力', 'same'],
    ['张三', '李四', 'different'],
    ['张三', '张三丰', 'different'],
    ['某某（衢州）公司', '某某(衢州)公司', 'same'],
    // variants
    ['张䶮', '张龑', 'possible'],
    ['馬頔', '马𬱖', 'possible'],
    ['張三', '张三', 'possible'],
    ['傅三', '付三', 'possible'],
    ['李三', '\uF9E1三', 'possible'],
    ['张䶮', '李龑', 'different'],
    // the dot left out
    ['买买提艾力', '买买提·艾力', 'possible'],
    // characters that a system does not have
    ['张\uE863', '张三', 'possible'],
    ['张\uE863', '张\uE863', 'possible'],
    ['张\uE863', '李三', 'different'],
    ['张\uE863', '张', 'possible'],
    ['张⿰王莹', '张王莹', 'possible'],
    ['张⿰王莹', '张三', 'possible'],
    ['张三⿰王莹', '李四⿰王莹', 'different'],
    ['张?', '张三', 'possible'],
    ['??', '张三', 'different'],
    ['\uE863\uE864', '张三', 'possible'],
    // masks
    ['张*', '张三', 'possible'],
    ['张*', '张*', 'possible'],
    ['张*', '李三', 'different'],
    ['张*', '张三丰', 'different'],
    ['**', '张三', 'different'],
    // Latin
    ['John Smith', 'SMITH JOHN', 'same'],
    ['Smith, John', 'JOHN SMITH', 'same'],
    ['Maria de la Cruz', 'DE LA CRUZ MARIA', 'same'],
    ['John Smith', 'John Quincy Smith', 'possible'],
    ['John Q. Smith', 'John Quincy Smith', 'possible'],
    ['José García', 'JOSE GARCIA', 'possible'],
    ['Jean-Pierre Martin', 'JEAN PIERRE MARTIN', 'possible'],
    ["Sean O'Brien", 'SEAN OBRIEN', 'possible'],
    ['Zhang Sanfeng', 'ZHANG SAN FENG', 'possible'],
    ['John Smith', 'John Miller', 'different'],
    ['Smith', 'John Smith', 'different'],
    ['J S', 'John Smith', 'different'],
    ['John', '张三', 'different'],
    // nothing said
    ['', '', 'possible'],
    ['', '张三', 'different'],
  ])('%s | %s: %s', (a, b, match) => {
    expect(sameName(a, b)).toBe(match);
    expect(sameName(b, a)).toBe(match);
  });

  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'张張龑䶮三·•?*⿰王莹\uE000𬱖 '), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...'ABÉ JS-.,?'), maxLength: 10 }),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );

  it('does not depend on which name comes first', () => {
    fc.assert(
      fc.property(name, name, (a, b) => sameName(a, b) === sameName(b, a)),
      { numRuns: 3000 },
    );
  });

  it('never tells a name from itself, and is sure of it where every character is known', () => {
    fc.assert(
      fc.property(name, (a) => {
        const known = normaliseName(a).flags.every((flag) => flag === 'too-long');
        expect(sameName(a, a)).toBe(known ? 'same' : 'possible');
      }),
      { numRuns: 2000 },
    );
  });

  it('answers for texts that are no names', () => {
    expect(sameName('?'.repeat(20_000), '张?'.repeat(20_000))).toBe('different');
    expect(sameName('⿰'.repeat(20_000), '张三')).toBe('possible');
  });
});
