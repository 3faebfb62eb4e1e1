import type { Ordered } from '../../../gateway/erasure/administrators.ts';
import { ISSUER } from '../gateway/city.ts';

/** Two administrators of a test city's credit office, and why. */
export const ORDER: Ordered = {
  by: { iss: ISSUER, sub: 'sunhao' },
  second: { iss: ISSUER, sub: 'luyan' },
  reason: '申请人书面要求',
};
