import type { Id } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, type Held, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { EventKind } from './state.ts';

/** Clocks of gateways behind one database may differ by this much. */
export const SKEW_MS = 60_000;

/**
 * Freshness counts by the legal clock: a check of yesterday is a day old, also where a demonstration moved the day. Its last
 * instant is excluded; a check from further ahead than clocks differ (one was set back) does not count, as in `whatIsDue`.
 */
export const isFresh = (
  check: { readonly checked_at: Date; readonly fresh_until: Date; readonly outdated: boolean },
  { instant }: LegalTime,
): boolean =>
  // A record that it showed has changed since: whatever the clock says, look again (DESIGN §1.6).
  !check.outdated && check.checked_at.getTime() <= instant + SKEW_MS && instant < check.fresh_until.getTime();

/** @throws RequestProblem `not-found`, also for a check that is not this account's to decide */
export async function loadCheck(trx: Trx, account: Account, id: string, today: CivilDate) {
  const check = await trx.selectFrom('credit_check').selectAll().where('id', '=', id).executeTakeFirst();
  if (check === undefined) throw new RequestProblem('not-found');
  const held = await mayDecide(trx, account, check, today);
  return { check, held };
}

/** Where a case is, as rows name it. */
export interface CaseColumns {
  readonly organisation: string;
  readonly decision_point: string;
  readonly case_key: Uint8Array;
  readonly part: string;
}

/** For a `from`: these cases as `p (organisation, decision_point, case_key, part)`. */
export const casesIn = (places: readonly CaseColumns[]): RawBuilder<unknown> => sql`
  unnest(${textArray(places.map((one) => one.organisation))}::text[],
         ${textArray(places.map((one) => one.decision_point))}::text[],
         ${byteaArray(places.map((one) => one.case_key))}::bytea[],
         ${textArray(places.map((one) => one.part))}::text[]) as p (organisation, decision_point, case_key, part)`;

/** The newest check of the same case: only that one can be decided on. */
export async function newestCheckOf(trx: Trx, place: CaseColumns) {
  return trx
    .selectFrom('credit_check')
    .selectAll()
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .where('outcome', '!=', 'refused')
    .orderBy('checked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Locks the decision's row, so that two steps at once become one after the other.
 * @throws RequestProblem `not-found`
 */
export async function loadDecision(trx: Trx, account: Account, id: string, today: CivilDate) {
  const decision = await trx.selectFrom('decision').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (decision === undefined) throw new RequestProblem('not-found');
  const held = await mayDecide(trx, account, decision, today);
  return { decision, held, events: await eventsOf(trx, id) };
}

export async function eventsOf(trx: Trx, decisionId: string) {
  const events = await trx
    .selectFrom('decision_event')
    .selectAll()
    .where('decision_id', '=', decisionId)
    .orderBy('n')
    .execute();
  return events.map((e) => ({ ...e, kind: e.kind as EventKind, heardUntil: e.heard_until as CivilDate | null }));
}

export type LoadedDecision = Awaited<ReturnType<typeof loadDecision>>;
export type LoadedCheck = Awaited<ReturnType<typeof loadCheck>>['check'];
export type CheckId = Id<'chk'>;

async function mayDecide(
  trx: Trx,
  account: Account,
  at: { organisation: string; decision_point: string },
  today: CivilDate,
): Promise<Held> {
  const held = roleFor(await rolesOf(trx, account, today, at.organisation), DECIDERS, at.decision_point);
  // Not yours is told as not there: another office's ids say nothing (invariant 15).
  if (held === null) throw new RequestProblem('not-found');
  return held;
}
