/** Puts prepared rows into the store, a thousand at a time: all keys in one query, all rows in one `unnest`. */
import type { Trx } from '../store/database.ts';
import { insertRows } from '../store/insert-rows.ts';
import { sealJson } from '../store/sealed.ts';
import type { World } from '../world.ts';
import type { UnsealedIdentity, UnsealedRecord } from './prepare.ts';

type StoreWorld = Pick<World, 'subjectKeys' | 'suite' | 'random'>;
type Ready = UnsealedRecord | UnsealedIdentity;
type Row<R extends Ready> = R['columns'] & { readonly sealed: Uint8Array };

export interface SealedRow {
  readonly row: UnsealedRecord;
  readonly sealed: Uint8Array;
}

export interface Stored {
  /** How many rows were new; the others were there already, and stand as they were. */
  readonly taken: number;
  /** Of the records among them, new or not. */
  readonly records: readonly SealedRow[];
}

export async function storeRows(trx: Trx, world: StoreWorld, rows: readonly Ready[]): Promise<Stored> {
  if (rows.length === 0) return { taken: 0, records: [] };
  const keys = await world.subjectKeys.take(
    trx,
    rows.map((row) => row.key),
  );
  const records: SealedRow[] = [];
  const known: Row<UnsealedIdentity>[] = [];
  for (const [at, row] of rows.entries()) {
    const sealed = await sealJson(keys[at] as Uint8Array, world, row.aad, row.secret);
    if (row.table === 'credit_record') records.push({ row, sealed });
    else known.push({ ...row.columns, sealed });
  }
  const rowsOf: Row<UnsealedRecord>[] = records.map(({ row, sealed }) => ({ ...row.columns, sealed }));
  const taken =
    (await insertRows(trx, 'credit_record', RECORD_COLUMNS, rowsOf, '(id) do nothing')) +
    (await insertRows(trx, 'known_subject', KNOWN_COLUMNS, known, '(subject_key) do nothing'));
  return { taken, records };
}

const RECORD_COLUMNS = {
  id: 'text',
  subject_key: 'bytea',
  type: 'text',
  category: 'text',
  behaviour: 'text',
  severity: 'text',
  organ: 'text',
  item: 'text',
  domain: 'text',
  occupation: 'text',
  licence: 'text',
  decided_on: 'date',
  publish_until: 'date',
  use_until: 'date',
  retain_until: 'date',
  state: 'text',
  dispute_due_by: 'date',
  facts: 'jsonb',
  source: 'text',
  as_of: 'timestamptz',
  key_year: 'smallint',
  sealed: 'bytea',
  content_digest: 'bytea',
  reported_on: 'date',
} as const satisfies Record<keyof Row<UnsealedRecord>, string>;

const KNOWN_COLUMNS = {
  subject_key: 'bytea',
  subject_type: 'text',
  established_on: 'date',
  key_year: 'smallint',
  sealed: 'bytea',
} as const satisfies Record<keyof Row<UnsealedIdentity>, string>;
