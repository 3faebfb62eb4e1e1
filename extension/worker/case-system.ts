import type { Binding } from '@duecheck/core/binding';
import type { CaseSystem } from '../messages/batch.ts';

/** Where this binding's system opens a case; null where that is not written. */
export const caseSystem = ({ origin, case: { address } }: Binding): CaseSystem | null =>
  address === undefined ? null : { origin, case: { address } };
