import type { SubjectType } from '../catalogue/types.ts';
import type { KnownIdentity } from './identity.ts';

/**
 * Whom a number is about, as far as the number tells: a USCC's first two characters name the kind of body (recalled:
 * 11 organ of state, 92 individual business). That somebody is a civil servant no number says.
 */
export function subjectTypeOf({ kind, canonical }: Pick<KnownIdentity, 'kind' | 'canonical'>): SubjectType {
  if (kind === 'business-registration') return 'organisation';
  if (kind !== 'uscc') return 'individual';
  if (canonical.startsWith('11')) return 'government-body';
  return canonical.startsWith('92') ? 'individual-business' : 'organisation';
}
