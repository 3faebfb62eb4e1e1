import type { Outcome } from '@duecheck/core/assess';
import type { Id } from '@duecheck/core/contract';
import type { LegalTime } from '../clock.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import { sealCase, sealSubject } from '../store/sealed.ts';
import type { StoredOffer } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import type { CheckRun } from './check-run.ts';

export interface CheckEnd extends Omit<CheckRun, 'legal'> {
  readonly legal: LegalTime;
  readonly outcome: Outcome;
  readonly freshUntil: number;
  readonly intent: AppendedEntry;
  readonly result: AppendedEntry;
}

/**
 * What a later decision must know: class, offers, freshness. Never a record's text. A replay writes over its own row, but
 * not its time: nobody keeps a check fresh by asking again under the same key.
 *
 * @returns the legal instant until which the check stays fresh
 */
export async function storeCheck(trx: Trx, world: World, end: CheckEnd): Promise<number> {
  const { request, binding, subject, outcome, account } = end;
  const subjectKey = world.index.subject(subject.kind, subject.number);
  const row = {
    id: end.checkId as Id<'chk'>,
    organisation: binding.organisation,
    decision_point: request.decisionPoint,
    case_key: world.index.case(binding.organisation, request.decisionPoint, request.case.key),
    part: request.case.part,
    subject_key: subjectKey,
    iss: account.iss,
    sub: account.sub,
    matter: request.matter ?? null,
    origin: request.origin,
    checked_at: new Date(world.clock.now()),
    fresh_until: new Date(end.freshUntil),
    legal_date: end.legal.today,
    outcome: outcome.kind,
    refusal: outcome.kind === 'refused' ? outcome.reason : null,
    finds: finds(outcome),
    offers: JSON.stringify(offersOf(outcome)),
    due_by: outcome.kind === 'unknown' ? outcome.dueBy : null,
    catalogue_version: end.catalogue.catalogue.version,
    intent_entry: end.intent.id,
    result_entry: end.result.id,
    subject_commitment: end.result.subjectCommitment,
    ...(await sealCase(trx, world, binding.organisation, end.checkId, request.case)),
    ...(await sealSubject(trx, world, subjectKey, end.checkId, subject)),
  };
  const stored = await trx
    .insertInto('credit_check')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ ...row, checked_at: undefined, fresh_until: undefined, outdated: false }),
    )
    .returning('fresh_until')
    .executeTakeFirstOrThrow();
  return stored.fresh_until.getTime();
}

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
