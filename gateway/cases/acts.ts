/** What was done in a case, from the rows of its checks and decisions; the register says who did it. */
import type { CaseAct, Effect, Id, ReceiptState } from '@duecheck/core/contract';
import { iso, type LegalTime } from '../clock.ts';
import type { CaseColumns, LoadedCheck } from '../decisions/load.ts';
import type { EventKind } from '../decisions/state.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import { toldOutcome } from './told-outcome.ts';

/** A case is decided on once or twice; more than this is somebody's loop. */
const MOST = 200;

export interface ActsOf {
  readonly place: CaseColumns;
  readonly caller: Account;
  readonly legal: LegalTime;
  /** Where the row has no duty any more nothing that was found is told. */
  readonly duty: 'stands' | 'none';
}

/** Newest first. */
export async function checksOf(trx: Trx, { place, caller, legal, duty }: ActsOf): Promise<CaseAct[]> {
  const acts: CaseAct[] = [];
  for (const check of await loadChecks(trx, place)) {
    const told = await toldOutcome(trx, check, legal);
    const found = told === 'clear' || told === 'findings';
    acts.push({
      kind: 'check',
      at: iso(check.checked_at.getTime()),
      by: byWhom(check, caller),
      entry: check.result_entry as Id<'ent'>,
      checkId: check.id as Id<'chk'>,
      outcome: found && duty === 'none' ? 'withheld' : told,
      refusal: (told === 'withheld' ? null : check.refusal) as Extract<CaseAct, { kind: 'check' }>['refusal'],
    });
  }
  return acts;
}

export const loadChecks = (trx: Trx, place: CaseColumns): Promise<LoadedCheck[]> =>
  trx
    .selectFrom('credit_check')
    .selectAll()
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .orderBy('checked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();

/** Newest first. */
export async function decisionsOf(trx: Trx, { place, caller }: ActsOf): Promise<CaseAct[]> {
  const rows = await trx
    .selectFrom('decision')
    .innerJoin('decision_event', 'decision_event.decision_id', 'decision.id')
    .innerJoin('register_entry', 'register_entry.id', 'decision_event.entry')
    .select(['decision.id', 'decision.effect', 'decision.receipt_state'])
    .select(['decision_event.kind', 'decision_event.at', 'decision_event.entry', 'decision_event.heard_until'])
    .select(['register_entry.actor_iss as iss', 'register_entry.actor_sub as sub'])
    .where('decision.organisation', '=', place.organisation)
    .where('decision.decision_point', '=', place.decision_point)
    .where('decision.case_key', '=', place.case_key)
    .where('decision.part', '=', place.part)
    .orderBy('decision_event.at', 'desc')
    .orderBy('decision_event.n', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    kind: 'decision',
    at: iso(row.at.getTime()),
    by: byWhom(row, caller),
    entry: row.entry as Id<'ent'>,
    decisionId: row.id as Id<'dec'>,
    step: row.kind as EventKind,
    effect: row.effect as Effect,
    heardUntil: row.heard_until,
    receipt: row.receipt_state as ReceiptState,
  }));
}

/** A colleague by name is the register's to tell, and not to everybody. */
const byWhom = (row: { iss: string; sub: string }, { iss, sub }: Account): CaseAct['by'] =>
  row.iss === iss && row.sub === sub ? 'caller' : 'colleague';
