import type { Outcome } from '@duecheck/core/assess';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { LegalTime } from '../clock.ts';
import type { AppendedEntry } from '../register/register.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { type ColumnTypes, insertRows } from '../store/insert-rows.ts';
import { sealCase, sealSubject } from '../store/sealed.ts';
import type { HouseTables, StoredOffer } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import type { CheckRun } from './check-run.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

export interface CheckEnd {
  readonly run: CheckRun;
  readonly legal: LegalTime;
  readonly outcome: Outcome;
  readonly freshUntil: number;
  readonly intent: AppendedEntry;
  readonly result: AppendedEntry;
}

type Row = Omit<Insertable<HouseTables['credit_check']>, 'outdated'>;

/**
 * What a later decision must know: class, offers, freshness. Never a record's text. A replay writes over its own row, but
 * not its time: nobody keeps a check fresh by asking again under the same key.
 *
 * @returns the legal instants until which the checks stay fresh, in their order
 */
export async function storeChecks(trx: Trx, world: World, ends: readonly CheckEnd[]): Promise<number[]> {
  const rows: Row[] = [];
  for (const end of ends) rows.push(await rowOf(trx, world, end));
  await insertRows(trx, 'credit_check', CHECK_COLUMNS, rows, `(id) do update set ${OVERWRITTEN}, outdated = false`);
  const replayed = ends.filter(({ run }) => run.flags.includes('replay')).map(({ run }) => run.checkId);
  if (replayed.length === 0) return ends.map(({ freshUntil }) => freshUntil);
  const before = await trx
    .selectFrom('credit_check')
    .select(['id', 'fresh_until'])
    .where(sql<boolean>`id = any(${textArray(replayed)}::text[])`)
    .execute();
  const kept = new Map(before.map(({ id, fresh_until }) => [id, fresh_until.getTime()]));
  return ends.map(({ run, freshUntil }) => kept.get(run.checkId) ?? freshUntil);
}

async function rowOf(trx: Trx, world: World, end: CheckEnd): Promise<Row> {
  const { run, outcome } = end;
  const { request, binding, subject, account } = run;
  const subjectKey = world.index.subject(subject.kind, subject.number);
  const now = world.clock.now();
  return {
    id: run.checkId,
    organisation: binding.organisation,
    decision_point: request.decisionPoint,
    case_key: world.index.case(binding.organisation, request.decisionPoint, request.case.key),
    part: request.case.part,
    subject_key: subjectKey,
    iss: account.iss,
    sub: account.sub,
    matter: request.matter ?? null,
    origin: request.origin,
    checked_at: new Date(now),
    fresh_until: new Date(end.freshUntil),
    legal_date: end.legal.today,
    outcome: outcome.kind,
    refusal: outcome.kind === 'refused' ? outcome.reason : null,
    finds: finds(outcome),
    offers: JSON.stringify(offersOf(outcome)),
    due_by: outcome.kind === 'unknown' ? outcome.dueBy : null,
    catalogue_version: run.catalogue.catalogue.version,
    intent_entry: end.intent.id,
    result_entry: end.result.id,
    subject_commitment: end.result.subjectCommitment,
    neighbourhood: neighbourhoodOf(world, account, subject, now),
    ...(await sealCase(trx, world, binding.organisation, run.checkId, request.case)),
    ...(await sealSubject(trx, world, subjectKey, run.checkId, subject)),
  };
}

export const CHECK_COLUMNS = {
  id: 'text',
  organisation: 'text',
  decision_point: 'text',
  case_key: 'bytea',
  part: 'text',
  subject_key: 'bytea',
  iss: 'text',
  sub: 'text',
  matter: 'text',
  origin: 'text',
  checked_at: 'timestamptz',
  fresh_until: 'timestamptz',
  legal_date: 'date',
  outcome: 'text',
  refusal: 'text',
  finds: 'boolean',
  offers: 'jsonb',
  due_by: 'date',
  catalogue_version: 'text',
  intent_entry: 'text',
  result_entry: 'text',
  subject_commitment: 'bytea',
  neighbourhood: 'bytea',
  sealed_case: 'bytea',
  key_month: 'text',
  sealed_subject: 'bytea',
  key_year: 'smallint',
} as const satisfies ColumnTypes<Row>;

const OVERWRITTEN = Object.keys(CHECK_COLUMNS)
  .filter((name) => !['id', 'checked_at', 'fresh_until'].includes(name))
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

/** Something adverse is known: an adverse decision after it needs notice and hearing. */
function finds(outcome: Outcome): boolean {
  if (outcome.kind === 'findings') return true;
  if (outcome.kind !== 'unknown') return false;
  return outcome.known.restrictions.length > 0 || outcome.known.records.some((r) => r.polarity === 'adverse');
}

function offersOf(outcome: Outcome): StoredOffer[] {
  if (outcome.kind !== 'findings' && outcome.kind !== 'unknown') return [];
  const restrictions = outcome.kind === 'findings' ? outcome.restrictions : outcome.known.restrictions;
  return restrictions.map((offer) => ({
    measure: offer.measure,
    records: [...new Set(offer.grounds.flatMap((g) => g.records))].sort(),
    hearing: { days: offer.hearing.days, kind: offer.hearing.kind },
  }));
}
