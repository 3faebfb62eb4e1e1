import type { SubjectMask } from '@duecheck/core/contract';
import { maskName, maskNumber, parseIdentity, subjectTypeOf } from '@duecheck/core/subject';
import type * as z from 'zod/mini';
import type { SubjectRead } from '../messages/index.ts';

/** What may be shown, and kept, of a subject. Names of bodies are public; a number that cannot be read is a person's. */
export function maskSubject({ kind, number, name }: SubjectRead): z.infer<typeof SubjectMask> {
  const identity = parseIdentity(number, kind);
  const type = identity.status === 'invalid' ? 'individual' : subjectTypeOf(identity);
  return { number: maskNumber(number), name: maskName(name, type) };
}
