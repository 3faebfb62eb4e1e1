/**
 * Filters as the database may know them: numbers, names and case numbers become the HMACs that the columns hold, one a pepper, so that
 * entries from before a rotation are found too. What was typed goes no further than this.
 */
import type { AuditFilters } from '@duecheck/core/contract';
import { type IndexUse, type KeyedIndex, keyedIndex } from '@duecheck/core/register';
import { normaliseName } from '@duecheck/core/subject';
import { RequestProblem } from '../http/problem.ts';
import { subjectKeyOf } from '../intake/records.ts';
import type { World } from '../world.ts';

export type KeyedColumn = 'subject_key' | 'case_key' | 'surname_key' | 'name_key';

export interface KeyedFilters {
  readonly clear: Omit<AuditFilters, 'subject' | 'case' | 'surname' | 'name'>;
  /** Of each, one that the column must hold. */
  readonly keyed: Readonly<Partial<Record<KeyedColumn, readonly KeyedIndex[]>>>;
  /** Whom a search by number is about: the person reads of it. */
  readonly subject: { readonly kind: string; readonly number: string } | null;
}

/** @throws RequestProblem `subject-invalid` */
export function keyFilters(world: Pick<World, 'keys' | 'suite'>, filters: AuditFilters): KeyedFilters {
  const { subject: asked, case: at, surname, name, ...clear } = filters;
  const keyed = (use: IndexUse, ...parts: string[]) =>
    world.keys.all('pepper').map(({ bytes }) => keyedIndex(bytes, use, parts, world.suite));
  const compared = (text: string) => normaliseName(text).compared;
  const subject = asked === undefined ? null : subjectKeyOf(asked);
  if (asked !== undefined && subject === null) throw new RequestProblem('subject-invalid');
  return {
    clear,
    subject,
    keyed: {
      ...(subject && { subject_key: keyed('subject', subject.kind, subject.number) }),
      ...(at && { case_key: keyed('case', at.organisation, at.decisionPoint, at.key) }),
      ...(surname !== undefined && { surname_key: keyed('surname', compared(surname)) }),
      ...(name !== undefined && { name_key: keyed('name', compared(name)) }),
    },
  };
}
