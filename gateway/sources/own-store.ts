/** The gateway's own store: imported records, answered inside the check's transaction. */
import type { CreditRecord, RecordFacts, RecordState } from '@duecheck/core/assess';
import type { SubjectType } from '@duecheck/core/catalogue';
import type { CivilDate } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import type { KeyRef } from '../keys/subject-keys.ts';
import type { Trx } from '../store/database.ts';
import { unseal } from '../store/sealed.ts';
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

export const readOwnStore = async (
  trx: Trx,
  world: Sealer,
  query: OwnQuery,
): Promise<{ readonly known: KnownSubject | null; readonly records: readonly CreditRecord[] }> => ({
  known: await knownSubject(trx, world, query),
  records: await records(trx, world, query),
});

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

async function knownSubject(trx: Trx, world: Sealer, { subjectKey }: OwnQuery): Promise<KnownSubject | null> {
  const row = await trx
    .selectFrom('known_subject')
    .selectAll()
    .where('subject_key', '=', subjectKey)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { name } = await unseal<{ name: string }>(
    trx,
    world,
    recordsKey(subjectKey, row.key_year),
    'known',
    row.sealed,
  );
  return {
    name,
    type: row.subject_type as SubjectType,
    ...(row.established_on === null ? {} : { establishedOn: row.established_on as CivilDate }),
  };
}

async function records(trx: Trx, world: Sealer, { subjectKey, categories, today }: OwnQuery): Promise<CreditRecord[]> {
  if (categories.length === 0) return [];
  // State and terms are the engine's to judge; what is surely over is not even read (DESIGN §1.6).
  const rows = await trx
    .selectFrom('credit_record')
    .selectAll()
    .where('subject_key', '=', subjectKey)
    .where('category', 'in', [...categories])
    .where('state', 'not in', ['repaired', 'withdrawn', 'sealed'])
    .where((eb) => eb.or([eb('use_until', 'is', null), eb('use_until', '>=', today)]))
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const sealed = await unseal<SealedRecord>(
        trx,
        world,
        recordsKey(subjectKey, row.key_year),
        `record/${row.id}`,
        row.sealed,
      );
      return {
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
      };
    }),
  );
}
