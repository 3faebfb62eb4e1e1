import { type CanonicalNumber, maskName, maskNumber, subjectTypeOf } from '@duecheck/core/subject';
import type { SubjectInFull } from '../store/sealed.ts';

/** What may stand on a screen of somebody who was opened a sealed subject: first and last characters only (IDS §0.5). */
export const maskOf = ({ kind, number, name }: SubjectInFull): { readonly number: string; readonly name: string } => ({
  number: maskNumber(number),
  name: maskName(name, subjectTypeOf({ kind, canonical: number as CanonicalNumber })),
});
