/** Members of a batch, opened: who they are and in which case. */
import type { Case } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import type { KeyRef } from '../keys/subject-keys.ts';
import type { Trx } from '../store/database.ts';
import { openCase, openSubject, type SubjectInFull } from '../store/sealed.ts';
import type { BatchTables } from '../store/tables/batches.ts';
import type { World } from '../world.ts';

export type ItemRow = Selectable<BatchTables['batch_item']>;

/** A row that names somebody: everything sealed is there. */
export type NamedRow = ItemRow & {
  readonly [K in
    | 'sealed_as'
    | 'sealed_case'
    | 'key_month'
    | 'sealed_subject'
    | 'subject_key'
    | 'key_year'
    | 'case_key'
    | 'part']: NonNullable<ItemRow[K]>;
};
const isNamed = (row: ItemRow): row is NamedRow => row.sealed_as !== null;

export interface OpenMember<Row extends ItemRow = ItemRow> {
  readonly row: Row & NamedRow;
  readonly subject: SubjectInFull;
  readonly case: Case;
}

/** All keys in one query. Rows that name nobody are left out, and so is everybody whose key was erased since. */
export async function openMembers<Row extends ItemRow>(
  trx: Trx,
  world: World,
  organisation: string,
  rows: readonly Row[],
): Promise<OpenMember<Row>[]> {
  const named = rows.filter((row): row is Row & NamedRow => isNamed(row));
  const keys = await world.subjectKeys.find(
    trx,
    named.flatMap(({ subject_key, key_year, key_month }): KeyRef[] => [
      { kind: 'subject', subjectKey: subject_key, use: 'register', year: key_year },
      { kind: 'office', organisation, month: key_month },
    ]),
  );
  const members: OpenMember<Row>[] = [];
  for (const [at, row] of named.entries()) {
    if (keys[2 * at] === undefined || keys[2 * at + 1] === undefined) continue;
    members.push({
      row,
      subject: await openSubject(trx, world, { ...row, id: row.sealed_as }),
      case: await openCase(trx, world, row.sealed_as, { ...row, organisation }),
    });
  }
  return members;
}
