import type { CheckAnswer } from '@duecheck/core/contract';
import type { OpenMember } from './members.ts';
import type { Found } from './told.ts';

/** What became of one member. */
export interface Checked extends Found {
  readonly member: OpenMember;
  /** null where the case belongs to another person: nothing was looked up, and nothing is registered. */
  readonly answer: CheckAnswer | null;
}
