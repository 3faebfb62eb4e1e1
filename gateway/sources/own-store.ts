/** The gateway's own store: imported records, answered inside the check's transaction. */
import type { CreditRecord, RecordFacts, RecordState } from '@duecheck/core/assess';
import type { SubjectType } from '@duecheck/core/catalogue';
import type { CivilDate } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import type { KeyRef } from '../keys/subject-keys.ts';
import type { Trx } from '../store/database.ts';
import { unseal } from '../store/sealed.ts';
import type { World } from '../world.ts';
import type { KnownSubject, Source, SourceQuery } from './source.ts';

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

export function createOwnStore(world: Pick<World, 'suite' | 'random' | 'subjectKeys'>): Source {
  return {
    id: 'own-store',
    async query(trx, query) {
      const known = await knownSubject(trx, world, query);
      return { known, records: await records(trx, world, query) };
    },
  };
}

async function knownSubject(
  trx: Trx,
  world: Pick<World, 'suite' | 'random' | 'subjectKeys'>,
  { subjectKey }: SourceQuery,
): Promise<KnownSubject | null> {
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

async function records(
  trx: Trx,
  world: Pick<World, 'suite' | 'random' | 'subjectKeys'>,
  { subjectKey, categories, today }: SourceQuery,
): Promise<CreditRecord[]> {
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
