/** Who the identity provider says sits before the window: number and name as verified there, never typed. */
import type { Subject } from '@duecheck/core/contract';
import type { CheckedSubject } from '../checks/subject-of.ts';
import type { Held } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';

export interface Person {
  readonly account: Account;
  readonly subject: Subject;
}

/** About oneself, for this one partner: no office's table says it, the login does. */
export const oneself = (partner: string): Held => ({
  role: 'person',
  organisation: partner,
  decisionPoints: null,
  covers: true,
});

export const subjectIn = ({ kind, number, name }: CheckedSubject): Subject => ({ kind, number, name });
