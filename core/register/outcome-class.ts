import type { OutcomeKind } from '../contract/outcome.ts';

/** The classes of an outcome, as the wire names them; the type says that neither list forgets one. */
export const OUTCOME_KINDS = ['clear', 'findings', 'unknown', 'refused'] as const satisfies readonly OutcomeKind[];
