/** The gateway's own store: imported records, answered inside the check's transaction. */
import type { CreditRecord, RecordFacts, RecordState } from '@duecheck/core/assess';
import { toHex } from '@duecheck/core/bytes';
import type { SubjectType } from '@duecheck/core/catalogue';
import type { CivilDate } from '@duecheck/core/time';
import { type Selectable, sql } from 'kysely';
import { iso } from '../clock.ts';
import type { KeyRef } from '../keys/subject-keys.ts';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Tables, Trx } from '../store/database.ts';
import { openUnder, unseal } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { recordIdentity } from './merge.ts';

/** What a record's sealed part holds. */
export interface SealedRecord {
  readonly documentNumber: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const recordsKey = (subjectKey: Uint8Array, year: number): KeyRef => ({
  kind: 'subject',
  subjectKey,
  use: 'records',
  year,
});

type Sealer = Pick<World, 'suite' | 'random' | 'subjectKeys'>;

export interface OwnQuery {
  /** Keyed index of the subject (kind and canonical number). */
  readonly subjectKey: Uint8Array;
  /** Only these categories are read (DESIGN §1.5). */
  readonly categories: readonly string[];
  readonly today: CivilDate;
}

/** What the population or company registry knows, for the match of name and number. Never enrichment. */
export interface KnownSubject {
  readonly name: string;
  readonly type: SubjectType;
  readonly establishedOn?: CivilDate;
}

export interface OwnAnswer {
  readonly known: KnownSubject | null;
  readonly records: readonly CreditRecord[];
}

/** For one check or for a chunk of a batch: two queries and one for the keys, however many. @returns in the queries' order */
export async function readOwnStores(trx: Trx, world: Sealer, queries: readonly OwnQuery[]): Promise<OwnAnswer[]> {
  const known = await knownSubjects(trx, world, queries);
  const records = await recordsOf(trx, world, queries);
  return queries.map(({ subjectKey }, at) => ({
    known: known.get(toHex(subjectKey)) ?? null,
    records: records[at] ?? [],
  }));
}

/** For one. */
export async function readOwnStore(trx: Trx, world: Sealer, query: OwnQuery): Promise<OwnAnswer> {
  const [answer] = await readOwnStores(trx, world, [query]);
  return answer ?? { known: null, records: [] };
}

/**
 * Which records of this person are over here, by their identity, whatever their category: a platform that has not heard of
 * it yet must not bring one back (DESIGN §1.6). Read only where a platform named a record at all.
 */
export async function endedRecords(
  trx: Trx,
  world: Sealer,
  { subjectKey, today }: Pick<OwnQuery, 'subjectKey' | 'today'>,
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('credit_record')
    .select(['id', 'type', 'organ', 'key_year', 'sealed'])
    .where('subject_key', '=', subjectKey)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['repaired', 'withdrawn', 'sealed']),
        eb('use_until', '<', today),
        eb('retain_until', '<', today),
      ]),
    )
    .execute();
  const identities = rows.map(async ({ id, type, organ, key_year, sealed }) => {
    const key = recordsKey(subjectKey, key_year);
    const { documentNumber } = await unseal<SealedRecord>(trx, world, key, `record/${id}`, sealed);
    return recordIdentity({ type, organ, documentNumber });
  });
  return new Set(await Promise.all(identities));
}

const keysOf = (queries: readonly OwnQuery[]) => byteaArray(queries.map(({ subjectKey }) => subjectKey));

async function knownSubjects(
  trx: Trx,
  world: Sealer,
  queries: readonly OwnQuery[],
): Promise<ReadonlyMap<string, KnownSubject>> {
  const rows = await trx
    .selectFrom('known_subject')
    .selectAll()
    .where(sql<boolean>`subject_key = any(${keysOf(queries)}::bytea[])`)
    .execute();
  const keys = await world.subjectKeys.find(
    trx,
    rows.map((row) => recordsKey(row.subject_key, row.key_year)),
  );
  const known = rows.map(async (row, at): Promise<[string, KnownSubject]> => {
    const { name } = await openUnder<{ name: string }>(keys[at], world, 'known', row.sealed);
    const since = row.established_on === null ? {} : { establishedOn: row.established_on as CivilDate };
    return [toHex(row.subject_key), { name, type: row.subject_type as SubjectType, ...since }];
  });
  return new Map(await Promise.all(known));
}

/** State and terms are the engine's to judge; what is surely over is not even read (DESIGN §1.6). */
async function recordsOf(trx: Trx, world: Sealer, queries: readonly OwnQuery[]): Promise<CreditRecord[][]> {
  const asked = queries.flatMap(({ subjectKey, categories, today }, at) =>
    categories.map((category) => ({ subjectKey, category, today, at })),
  );
  const { rows } = await sql<Selectable<Tables['credit_record']> & { at: string }>`
    select r.*, q.at
      from unnest(${byteaArray(asked.map((one) => one.subjectKey))}::bytea[],
                  ${textArray(asked.map((one) => one.category))}::text[],
                  ${textArray(asked.map((one) => one.today))}::text[],
                  ${textArray(asked.map((one) => String(one.at)))}::text[]) as q (subject_key, category, today, at)
      join credit_record r on r.subject_key = q.subject_key and r.category = q.category
     where r.state not in ('repaired', 'withdrawn', 'sealed')
       and (r.use_until is null or r.use_until >= q.today::date)`.execute(trx);
  const keys = await world.subjectKeys.find(
    trx,
    rows.map((row) => recordsKey(row.subject_key, row.key_year)),
  );
  const found: CreditRecord[][] = queries.map(() => []);
  for (const [at, row] of rows.entries()) {
    const sealed = await openUnder<SealedRecord>(keys[at], world, `record/${row.id}`, row.sealed);
    found[Number(row.at)]?.push(recordOf(row, sealed));
  }
  return found;
}

const recordOf = (row: Selectable<Tables['credit_record']>, sealed: SealedRecord): CreditRecord => ({
  id: row.id,
  type: row.type,
  category: row.category,
  ...(row.behaviour === null ? {} : { behaviour: row.behaviour }),
  ...(row.severity === null ? {} : { severity: row.severity as 'minor' | 'general' | 'serious' }),
  organ: row.organ,
  documentNumber: sealed.documentNumber,
  item: row.item,
  ...(row.domain === null ? {} : { domain: row.domain }),
  ...(row.occupation === null ? {} : { occupation: row.occupation }),
  ...(row.licence === null ? {} : { licence: row.licence }),
  decidedOn: row.decided_on as CivilDate,
  publishUntil: row.publish_until as CivilDate | null,
  useUntil: row.use_until as CivilDate | null,
  retainUntil: row.retain_until as CivilDate | null,
  state: row.state as RecordState,
  ...(row.dispute_due_by === null ? {} : { disputeDueBy: row.dispute_due_by as CivilDate }),
  facts: row.facts as RecordFacts,
  source: { id: row.source, asOf: iso(row.as_of.getTime()) },
  fields: sealed.fields,
});
