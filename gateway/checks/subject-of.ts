import type { SubjectType } from '@duecheck/core/catalogue';
import type { Subject } from '@duecheck/core/contract';
import {
  canonicalKey,
  type IdentityKind,
  maskName,
  maskNumber,
  normaliseName,
  parseIdentity,
  subjectTypeOf,
} from '@duecheck/core/subject';
import { RequestProblem } from '../http/problem.ts';
import type { World } from '../world.ts';

/** A subject whose number can be right, in the one form that everything is keyed by. */
export interface CheckedSubject {
  readonly kind: IdentityKind;
  readonly number: string;
  readonly name: string;
  readonly type: SubjectType;
  readonly mask: { readonly number: string; readonly name: string };
}

/** What a person is found by, where a partner names a number alone. @throws RequestProblem `subject-invalid` */
export function keyOfNumber(
  world: Pick<World, 'index'>,
  { kind, number }: Pick<Subject, 'kind' | 'number'>,
): Uint8Array {
  const identity = parseIdentity(number, kind);
  const key = identity.status === 'invalid' ? null : canonicalKey(identity);
  if (key === null)
    throw new RequestProblem('subject-invalid', { errors: [{ pointer: '/expectSubject/number', code: 'not-a-key' }] });
  const at = key.indexOf(':');
  return world.index.subject(key.slice(0, at), key.slice(at + 1));
}

/** @throws RequestProblem `subject-invalid`, with the places of the faults and never the number */
export function subjectOf(subject: Subject): CheckedSubject {
  const identity = parseIdentity(subject.number, subject.kind);
  if (identity.status === 'invalid') {
    throw new RequestProblem('subject-invalid', {
      errors: identity.problems
        .filter((p) => p.severity === 'error')
        .map((p) => ({ pointer: '/subject/number', code: p.code })),
    });
  }
  const name = normaliseName(subject.name);
  const unusable = name.flags.find((flag) => flag === 'empty' || flag === 'masked' || flag === 'too-long');
  if (unusable !== undefined) {
    throw new RequestProblem('subject-invalid', { errors: [{ pointer: '/subject/name', code: unusable }] });
  }
  const key = canonicalKey(identity);
  if (key === null) {
    // Some numbers name nobody: a registration number, a foreign passport without its state (IDS §3, §8).
    throw new RequestProblem('subject-invalid', { errors: [{ pointer: '/subject/number', code: 'not-a-key' }] });
  }
  // The key's own kind and number, so that an old number finds its person under the new one.
  const at = key.indexOf(':');
  const type = subjectTypeOf(identity);
  return {
    kind: key.slice(0, at) as IdentityKind,
    number: key.slice(at + 1),
    name: name.shown,
    type,
    mask: { number: maskNumber(identity.canonical), name: maskName(name.shown, type) },
  };
}
