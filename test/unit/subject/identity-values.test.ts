/** Every value of the rules for identity numbers, and the bad inputs a clerk makes. All people are synthetic or the standards' own. */
import { describe, expect, it } from 'vitest';
import { IDENTITY_KINDS, type IdentityKind, parseIdentity } from '../../../core/subject/index.ts';

/** `status kind canonical code@place…`, so that a row reads like the table in the rules. */
function say(raw: string, kind?: IdentityKind): string {
  const { status, kind: read, canonical, problems } = parseIdentity(raw, kind);
  const codes = problems.map(({ code, at }) => (at === undefined ? code : `${code}@${at}`));
  return [status, read ?? '-', canonical ?? '-', ...codes].join(' ');
}

describe('公民身份号码 (GB 11643-1999)', () => {
  it.each([
    ['11010519491231002X', 'valid resident-id 11010519491231002X'],
    ['440524188001010014', 'valid resident-id 440524188001010014'],
    ['110105194912310020', 'invalid resident-id - checksum@18'],
    ['11010519490231002X', 'invalid resident-id - date@7 checksum@18'],
    ['330899189001010010', 'valid resident-id 330899189001010010 region-unknown@1'],
    ['330899189001010029', 'valid resident-id 330899189001010029 region-unknown@1'],
    ['330899189506151038', 'valid resident-id 330899189506151038 region-unknown@1'],
    ['330899189912319983', 'valid resident-id 330899189912319983 region-unknown@1'],
    ['33089918900101007X', 'valid resident-id 33089918900101007X region-unknown@1'],
  ])('%s', (raw, said) => {
    expect(say(raw, 'resident-id')).toBe(said);
    expect(say(raw)).toBe(said);
  });

  it.each([
    ['lower-case x', '11010519491231002x'],
    ['full-width digits and letter', '１１０１０５１９４９１２３１００２Ｘ'],
    ['blanks and hyphens', ' 110105-19491231-002X\u3000'],
    ['zero-width and direction marks', '\u202A\uFEFF110105\u200B19491231\u2060002X\u202C'],
  ])('reads it through %s', (_, raw) => {
    expect(say(raw)).toBe('valid resident-id 11010519491231002X');
  });

  it.each([
    ['a digit too few', '11010519491231002', 'invalid resident-id - length'],
    ['a digit too many', '11010519491231002X1', 'invalid resident-id - length alphabet@18'],
    ['a letter O for zero', '11O10519491231002X', 'invalid resident-id - alphabet@3'],
    ['X before the end', '1101051949123100X2', 'invalid resident-id - alphabet@17'],
    ['a leading zero', '010105194912310020', 'invalid resident-id - alphabet@1'],
    ['29 February of a common year', '110105190002290021', 'invalid resident-id - date@7 checksum@18'],
    ['nothing but blanks', ' \u200B ', 'invalid resident-id - empty'],
    ['a number that a spreadsheet rounded', '1.10105194912E+17', 'invalid resident-id - length alphabet@2'],
  ])('says what is wrong: %s', (_, raw, said) => {
    expect(say(raw, 'resident-id')).toBe(said);
  });

  it.each([
    '110105********002X',
    '3308**********0016',
    '3308●●●●●●●●●●0016',
    '3308××××××××××0016',
    '3308xxxxxxxxxx0016',
    '＊＊＊',
  ])('never takes a masked number for one: %s', (raw) => {
    expect(say(raw, 'resident-id')).toBe('invalid resident-id - masked');
    expect(say(raw)).toBe('invalid - - masked');
  });

  it.each(['330800', '330801', '330802', '330803', '330822', '330824', '330825', '330881', '330821', '330823'])(
    'knows the region %s of Quzhou, abolished or not',
    (region) => {
      expect(parseIdentity(`${region}189001010010`, 'resident-id').problems).not.toContainEqual(
        expect.objectContaining({ code: 'region-unknown' }),
      );
    },
  );
});

describe('15-digit form (GB 11643-1989)', () => {
  it.each([
    ['110105491231002', 'unverifiable resident-id-15 11010519491231002X old-form'],
    ['330899900101001', 'unverifiable resident-id-15 33089919900101001X region-unknown@1 old-form'],
    ['110105491231996', 'unverifiable resident-id-15 110105491231996 old-form-needs-person@13'],
    ['110105491231999', 'unverifiable resident-id-15 110105491231999 old-form-needs-person@13'],
    ['110105490231002', 'invalid resident-id-15 - date@7 old-form'],
  ])('%s', (raw, said) => {
    expect(say(raw, 'resident-id-15')).toBe(said);
  });

  it('is read in a field for 18 characters, with a warning', () => {
    expect(say('110105491231002', 'resident-id')).toBe(
      'unverifiable resident-id-15 11010519491231002X old-form other-kind',
    );
  });
});

describe('统一社会信用代码 (GB 32100-2015)', () => {
  it.each([
    ['91350100M000100Y43', 'valid uscc 91350100M000100Y43'],
    ['91330000142916567N', 'valid uscc 91330000142916567N'],
    ['91350100M000100Y44', 'invalid uscc - checksum@18'],
    ['91350100M000100I43', 'invalid uscc - alphabet@16'],
    ['91330899MA0000TE6J', 'valid uscc 91330899MA0000TE6J region-unknown@3'],
    ['92330899MA0000T1X9', 'valid uscc 92330899MA0000T1X9 region-unknown@3'],
    ['113308990000000190', 'valid uscc 113308990000000190 region-unknown@3'],
    ['12330899000000027P', 'valid uscc 12330899000000027P region-unknown@3'],
    ['51330899000000035H', 'valid uscc 51330899000000035H region-unknown@3'],
  ])('%s', (raw, said) => {
    expect(say(raw, 'uscc')).toBe(said);
    expect(say(raw)).toBe(said);
  });

  it('finds a wrong digit within the number', () => {
    expect(say('91350100M000100Y53', 'uscc')).toBe('invalid uscc - checksum@18 organisation-code@17');
  });

  it.each([['A'], ['N'], ['Y']])('takes %s for an authority', (authority) => {
    expect(parseIdentity(`${authority}1330800000000019X`, 'uscc').problems.map(({ code }) => code)).not.toContain(
      'alphabet',
    );
  });
});

describe('other documents', () => {
  it.each<[IdentityKind, string, string]>([
    // 外国人永久居留身份证
    ['permanent-resident-id', '911124198108030024', 'valid permanent-resident-id 911124198108030024'],
    ['permanent-resident-id', '933124189001010016', 'valid permanent-resident-id 933124189001010016'],
    ['permanent-resident-id', '933124189001010017', 'invalid permanent-resident-id - checksum@18'],
    ['permanent-resident-id-old', 'UTO330089001011', 'unverifiable permanent-resident-id-old UTO330089001011'],
    ['permanent-resident-id-old', 'UT0330089001011', 'invalid permanent-resident-id-old - alphabet@3'],
    ['permanent-resident-id', 'UTO330089001011', 'unverifiable permanent-resident-id-old UTO330089001011 other-kind'],
    ['resident-id', '933124189001010016', 'valid permanent-resident-id 933124189001010016 other-kind'],
    // 港澳居民来往内地通行证
    ['hong-kong-macao-permit', 'H00000001', 'unverifiable hong-kong-macao-permit H00000001'],
    ['hong-kong-macao-permit', 'm0000000100', 'unverifiable hong-kong-macao-permit M0000000100'],
    ['hong-kong-macao-permit', 'K00000001', 'invalid hong-kong-macao-permit - alphabet@1'],
    ['hong-kong-macao-permit', 'H000000011', 'invalid hong-kong-macao-permit - length'],
    // 台湾居民来往大陆通行证
    ['taiwan-permit', '00000001', 'unverifiable taiwan-permit 00000001'],
    ['taiwan-permit', '0012345601（Ｂ）', 'unverifiable taiwan-permit 0012345601(B)'],
    ['taiwan-permit', '000000011', 'invalid taiwan-permit - length'],
    ['taiwan-permit', '0012345601(B', 'invalid taiwan-permit - format'],
    ['taiwan-permit', '001234560B', 'invalid taiwan-permit - alphabet@10'],
    ['taiwan-permit', 'T0000001', 'invalid taiwan-permit - alphabet@1'],
    // 港澳台居民居住证
    ['residence-permit', '810000199408230021', 'valid residence-permit 810000199408230021'],
    ['residence-permit', '830000199201300022', 'valid residence-permit 830000199201300022'],
    ['residence-permit', '81000018900101001X', 'valid residence-permit 81000018900101001X'],
    ['residence-permit', '82000018900101002X', 'valid residence-permit 82000018900101002X'],
    ['residence-permit', '83000018900101003X', 'valid residence-permit 83000018900101003X'],
    ['residence-permit', '810000199408230022', 'invalid residence-permit - checksum@18'],
    // passports
    ['passport', 'E00000001', 'unverifiable passport E00000001'],
    ['passport', 'EA0000001', 'unverifiable passport EA0000001'],
    ['passport', 'EI0000001', 'invalid passport - format'],
    ['passport', 'G00000001', 'unverifiable passport G00000001'],
    ['passport', 'DE0000001', 'unverifiable passport DE0000001'],
    ['passport', 'E0000001', 'invalid passport - format'],
    ['passport', '140000001', 'unverifiable passport 140000001 form-unusual'],
    ['passport', 'E0001', 'invalid passport - length'],
    ['foreign-passport', 'UTO/L898902C3', 'unverifiable foreign-passport UTO/L898902C3'],
    ['foreign-passport', 'uto／l898902c3', 'unverifiable foreign-passport UTO/L898902C3'],
    ['foreign-passport', 'L898902C3', 'unverifiable foreign-passport L898902C3 state-missing'],
    ['foreign-passport', 'UT/L898902C3', 'invalid foreign-passport - format@1'],
    ['foreign-passport', 'UTO/1234', 'invalid foreign-passport - length'],
    ['foreign-passport', 'UTO/12.45', 'invalid foreign-passport - alphabet@7'],
    // numbering not published
    ['military-id', '军字第0000001号', 'unverifiable military-id 军字第0000001号'],
    ['birth-certificate', 'Q000000001', 'unverifiable birth-certificate Q000000001'],
    ['travel-document', 'L0000001', 'unverifiable travel-document L0000001'],
    ['work-permit', '1100000000001', 'unverifiable work-permit 1100000000001'],
    ['work-permit', '11', 'invalid work-permit - length'],
    // 工商注册号
    ['business-registration', '330899000000013', 'valid business-registration 330899000000013'],
    [
      'business-registration',
      '330899000000014',
      'unverifiable business-registration 330899000000014 registration-check@15',
    ],
    ['business-registration', '3308990000000', 'invalid business-registration - length'],
  ])('%s %s', (kind, raw, said) => {
    expect(say(raw, kind)).toBe(said);
  });

  it.each(IDENTITY_KINDS)('%s: an empty field says so', (kind) => {
    expect(say('', kind)).toBe(`invalid ${kind} - empty`);
  });
});

describe('where no kind is named', () => {
  it.each([
    ['911124198108030024', 'valid permanent-resident-id 911124198108030024'],
    ['810000199408230021', 'valid residence-permit 810000199408230021'],
    ['110105491231002', 'unverifiable resident-id-15 11010519491231002X old-form kind-guessed'],
    ['330899000000013', 'valid business-registration 330899000000013'],
    ['UTO330089001011', 'unverifiable permanent-resident-id-old UTO330089001011 kind-guessed'],
    ['H00000001', 'unverifiable hong-kong-macao-permit H00000001 kind-guessed'],
    ['00000001', 'unverifiable taiwan-permit 00000001 kind-guessed'],
    ['E00000001', 'unverifiable passport E00000001 kind-guessed'],
    ['1101051949123100', 'invalid resident-id - length'],
    ['L898902C3', 'invalid - - unrecognised'],
    ['张三', 'invalid - - unrecognised'],
  ])('%s', (raw, said) => {
    expect(say(raw)).toBe(said);
  });

  it('asks which, where a company and a foreign resident would fit equally', () => {
    // Found by search: passes MOD 11-2 with a birth date, and mod 31.
    expect(say('933124189001010294', 'uscc')).toMatch(/^valid uscc/);
    expect(say('933124189001010294', 'permanent-resident-id')).toMatch(/^valid permanent-resident-id/);
    expect(say('933124189001010294')).toBe('invalid - - ambiguous');
  });

  it('takes a citizen for a citizen, though the number also passes as a USCC', () => {
    expect(say('330899189001010459', 'uscc')).toMatch(/^valid uscc/);
    expect(say('330899189001010459')).toMatch(/^valid resident-id/);
  });
});
