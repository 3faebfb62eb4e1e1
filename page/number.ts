import { type Identity, type ProblemError, parseIdentity } from '@duecheck/core/subject';
import type { NumberRead, ReadNumber } from './read.ts';

/** By the rules of every kind of document: some 2 kB, which no content script carries. */
export const readNumber: ReadNumber = (text, kind) => told(parseIdentity(text, kind === 'detect' ? undefined : kind));

const told = (identity: Identity): NumberRead =>
  identity.status === 'invalid'
    ? (identity.problems.find(({ severity }) => severity === 'error')?.code as ProblemError)
    : { kind: identity.kind, number: identity.canonical };
