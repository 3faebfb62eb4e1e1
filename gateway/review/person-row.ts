/** One row of a roster or of the list: keyed as it is read, as the register's own columns are. Nothing of it is kept in clear. */
import { keyedIndex } from '@duecheck/core/register';
import { normaliseName } from '@duecheck/core/subject';
import type { IntakeCode } from '../intake/codes.ts';
import { isRefusal, readSubject } from '../intake/row-subject.ts';
import { readValues } from '../intake/row-values.ts';
import type { TableRow } from '../intake/table-rows.ts';
import { surnameOf } from '../register/surname.ts';
import type { World } from '../world.ts';

export interface PersonRow {
  readonly subject_key: string;
  readonly surname_key: string | null;
  /** `sub` of the account, where the person has one. */
  readonly sub: string | null;
}

export type ReadPerson = { readonly person: PersonRow } | { readonly code: IntakeCode };

const NOTHING: ReadonlyMap<string, string> = new Map();

export function readPerson(world: Pick<World, 'keys' | 'suite'>, one: TableRow): ReadPerson {
  if ('broken' in one) return { code: one.broken };
  if (one.layout === null) return { code: 'no-header' };
  const values = readValues(one.row, one.layout, NOTHING);
  if (isRefusal(values)) return { code: values.code };
  const subject = readSubject(values, null);
  if (isRefusal(subject)) return { code: subject.code };
  const { bytes } = world.keys.current('pepper');
  const surname = surnameOf(normaliseName(subject.name).compared);
  return {
    person: {
      subject_key: keyedIndex(bytes, 'subject', [subject.key.kind, subject.key.number], world.suite),
      surname_key: surname === null ? null : keyedIndex(bytes, 'surname', [surname], world.suite),
      sub: values.of('account') || null,
    },
  };
}
