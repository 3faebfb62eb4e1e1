/** A list into the database: who it is about lies sealed under that person's own key, the case under the office's. */
import { legalDateOf } from '@duecheck/core/time';
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import type { KeyRef } from '../keys/subject-keys.ts';
import type { Trx } from '../store/database.ts';
import { type ColumnTypes, insertRows } from '../store/insert-rows.ts';
import { sealCase, sealSubject } from '../store/sealed.ts';
import type { BatchTables } from '../store/tables/batches.ts';
import type { World } from '../world.ts';
import { isWrong, type ListRow } from './read-list.ts';

type Row = Omit<
  BatchTables['batch_item'],
  'begun' | 'check_id' | 'told' | 'tries' | 'decision_id' | 'subject_commitment'
>;

export interface MembersOf {
  readonly batchId: string;
  readonly organisation: string;
  readonly decisionPoint: string;
  /** For rows that name none of their own. */
  readonly matter: string | null;
}

const CHUNK = 1000;

export async function storeMembers(trx: Trx, world: World, of: MembersOf, list: readonly ListRow[]): Promise<void> {
  const year = Number(legalDateOf(iso(world.clock.now())).slice(0, 4));
  for (let from = 0; from < list.length; from += CHUNK) {
    const keyed = list.slice(from, from + CHUNK).map((row, at) => ({
      row,
      n: from + at + 1,
      subjectKey: isWrong(row) ? null : world.index.subject(row.subject.kind, row.subject.number),
    }));
    // All keys of the chunk at once; sealing then finds each in the transaction's memory.
    const refs = keyed.flatMap(({ subjectKey }): KeyRef[] =>
      subjectKey === null ? [] : [{ kind: 'subject', subjectKey, use: 'register', year }],
    );
    await world.subjectKeys.take(trx, refs);
    const rows: Row[] = [];
    for (const one of keyed) rows.push(await itemOf(trx, world, of, one));
    await insertRows(trx, 'batch_item', COLUMNS, rows);
  }
}

/** The members of another batch, sealed as they are, as if nobody had been looked at. */
export async function copyMembers(trx: Trx, from: string, to: string): Promise<void> {
  const same = sql.join(
    (Object.keys(COLUMNS) as (keyof Row)[])
      .filter((name) => !['batch_id', 'class', 'code'].includes(name))
      .map((name) => sql.ref(name)),
  );
  await sql`
    insert into batch_item (batch_id, class, code, ${same})
    select ${to}, case when class = 'invalid' then class end, case when class = 'invalid' then code end, ${same}
      from batch_item where batch_id = ${from}`.execute(trx);
}

async function itemOf(
  trx: Trx,
  world: World,
  { batchId, organisation, decisionPoint, matter }: MembersOf,
  { row, n, subjectKey }: { row: ListRow; n: number; subjectKey: Uint8Array | null },
): Promise<Row> {
  const common = { batch_id: batchId, n, line: row.line };
  if (isWrong(row) || subjectKey === null) {
    return { ...common, ...NOBODY, class: 'invalid', code: isWrong(row) ? row.code : null };
  }
  const name = `${batchId}/${n}`;
  return {
    ...common,
    class: null,
    code: null,
    case_key: world.index.case(organisation, decisionPoint, row.case.key),
    part: row.case.part,
    subject_key: subjectKey,
    matter: row.matter ?? matter,
    sealed_as: name,
    ...(await sealCase(trx, world, organisation, name, row.case)),
    ...(await sealSubject(trx, world, subjectKey, name, row.subject)),
  };
}

const NOBODY = {
  case_key: null,
  part: null,
  subject_key: null,
  matter: null,
  sealed_as: null,
  sealed_case: null,
  key_month: null,
  sealed_subject: null,
  key_year: null,
};

const COLUMNS = {
  batch_id: 'text',
  n: 'integer',
  line: 'integer',
  class: 'text',
  code: 'text',
  case_key: 'bytea',
  part: 'text',
  subject_key: 'bytea',
  matter: 'text',
  sealed_as: 'text',
  sealed_case: 'bytea',
  key_month: 'text',
  sealed_subject: 'bytea',
  key_year: 'smallint',
} as const satisfies ColumnTypes<Row>;
