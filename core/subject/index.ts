/**
 * Identity numbers and names: what they say, what they hide, when two are the same. No dependency, no platform, no
 * clock; small enough for a content script.
 */
export { type CanonicalKey, canonicalKey } from './canonical-key.ts';
export { mrzCheck } from './check-digits.ts';
export type {
  CanonicalNumber,
  Identity,
  InvalidIdentity,
  KnownIdentity,
  Problem,
  ProblemError,
  ProblemWarning,
} from './identity.ts';
export { IDENTITY_KINDS, type IdentityKind } from './kinds.ts';
export { maskName } from './mask-name.ts';
export { maskNumber, matchesMask } from './mask-number.ts';
export { isMaskedName } from './name-characters.ts';
export { type Name, type NameFlag, type NormalisedName, normaliseName } from './normalise-name.ts';
export { parseIdentity } from './parse-identity.ts';
export { type NameMatch, sameName } from './same-name.ts';
export { subjectTypeOf } from './subject-type.ts';
