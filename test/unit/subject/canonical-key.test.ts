import { describe, expect, it } from 'vitest';
import { canonicalKey, type IdentityKind, parseIdentity, subjectTypeOf } from '../../../core/subject/index.ts';

function known(raw: string, kind?: IdentityKind) {
  const identity = parseIdentity(raw, kind);
  if (identity.status === 'invalid') throw new Error(`test value does not parse: ${identity.problems[0]?.code}`);
  return identity;
}
const key = (raw: string, kind?: IdentityKind) => canonicalKey(known(raw, kind));

describe('canonicalKey', () => {
  it('is one for a permit, whatever its replacement count', () => {
    expect(key('M0000000100')).toBe('hong-kong-macao-permit:M00000001');
    expect(key('M0000000101')).toBe(key('M00000001'));
    expect(key('0012345601(B)')).toBe(key('00123456'));
  });

  it('is one for the 15-digit form and its 18 characters', () => {
    expect(key('110105491231002')).toBe(key('11010519491231002X'));
  });

  it('does not depend on the kind that a host names for the series of GB 11643', () => {
    expect(key('81000018900101001X', 'resident-id')).toBe(key('81000018900101001X', 'residence-permit'));
    expect(key('933124189001010016', 'resident-id')).toBe(key('933124189001010016', 'permanent-resident-id'));
  });

  it('keeps old and new cards of permanent residents apart', () => {
    expect(key('UTO330089001011')).toBe('permanent-resident-id-old:UTO330089001011');
    expect(key('933124189001010016')).toBe('permanent-resident-id:933124189001010016');
  });

  it('keeps equal numbers of different documents and states apart', () => {
    const keys = [
      key('00000001', 'taiwan-permit'),
      key('00000001', 'travel-document'),
      key('UTO/00000001', 'foreign-passport'),
      key('XXA/00000001', 'foreign-passport'),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it.each<[string, IdentityKind]>([
    ['330899000000013', 'business-registration'],
    ['L898902C3', 'foreign-passport'],
    ['110105491231996', 'resident-id-15'],
  ])('is none where the number cannot stand for one subject: %s', (raw, kind) => {
    expect(key(raw, kind)).toBeNull();
  });
});

describe('subjectTypeOf', () => {
  it.each<[string, IdentityKind | undefined, string]>([
    ['33089918900101007X', undefined, 'individual'],
    ['H00000001', undefined, 'individual'],
    ['军字第0000001号', 'military-id', 'individual'],
    ['91330899MA0000TE6J', undefined, 'organisation'],
    ['92330899MA0000T1X9', undefined, 'individual-business'],
    ['113308990000000190', undefined, 'government-body'],
    ['12330899000000027P', undefined, 'organisation'],
    ['51330899000000035H', undefined, 'organisation'],
    ['330899000000013', 'business-registration', 'organisation'],
  ])('%s', (raw, kind, type) => {
    expect(subjectTypeOf(known(raw, kind))).toBe(type);
  });
});
