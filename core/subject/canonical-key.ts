import type { KnownIdentity } from './identity.ts';

declare const canonicalKeyBrand: unique symbol;

/** `kind:number`, for the gateway's keyed index only: never logged, never stored unkeyed (IDS §0.4). */
export type CanonicalKey = string & { readonly [canonicalKeyBrand]: true };

/**
 * The text under which the gateway indexes a subject. Numbers that mean the same person give the same key: a permit
 * with and without its replacement count, a 15-digit number and its 18-character form. Old and new cards of foreign
 * permanent residents stay apart, since neither number follows from the other.
 *
 * `null`: the number cannot stand for one subject by itself: a registration number, a foreign passport without
 * its state, a 15-digit number whose century a person must decide.
 *
 * @example canonicalKey(parseIdentity('M0000000100', 'hong-kong-macao-permit')) // 'hong-kong-macao-permit:M00000001'
 */
export function canonicalKey({ kind, canonical }: KnownIdentity): CanonicalKey | null {
  switch (kind) {
    case 'business-registration':
      return null;
    case 'foreign-passport':
      return canonical.includes('/') ? key(kind, canonical) : null;
    case 'resident-id-15':
      return canonical.length === 18 ? key('resident-id', canonical) : null;
    case 'hong-kong-macao-permit':
      return key(kind, canonical.slice(0, 9));
    case 'taiwan-permit':
      return key(kind, canonical.slice(0, 8));
    default:
      return key(kind, canonical);
  }
}

const key = (space: string, number: string) => `${space}:${number}` as CanonicalKey;
