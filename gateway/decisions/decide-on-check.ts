/** Decisions on checks, written: row, event, what is owed, receipt. For one case, or for members of a round. */
import type { Case, Effect, Id, MeasureAnswer } from '@duecheck/core/contract';
import type { Insertable } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Account } from '../identity/tokens.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import { type ColumnTypes, insertRows } from '../store/insert-rows.ts';
import { openCase, sealCase } from '../store/sealed.ts';
import type { HouseTables } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import { audienceOf } from './audience.ts';
import type { LoadedCheck } from './load.ts';
import type { Plan } from './plan.ts';
import { issueReceipt, voidUnused } from './receipts.ts';
import { type EventInput, recordEvents } from './record-event.ts';

export interface DecisionOnCheck {
  readonly id: Id<'dec'>;
  readonly check: LoadedCheck;
  readonly account: Account;
  readonly held: { readonly role: string };
  readonly legal: LegalTime;
  readonly effect: Effect;
  readonly ground: string | null;
  readonly reason: string;
  readonly measures: readonly MeasureAnswer[];
  readonly plan: Extract<Plan, { ok: true }>;
  readonly flags: readonly string[];
  /** `of-the-round`: one receipt stands for all members, and is made by itself. */
  readonly receipt: 'own' | 'of-the-round';
}

/**
 * @param made of cases that this transaction holds (`takeCase`). @returns the entries in their order
 * @throws RequestProblem `state-conflict` where one of the checks was decided on already
 */
export async function decideOnChecks(
  trx: Trx,
  world: World,
  made: readonly DecisionOnCheck[],
): Promise<AppendedEntry[]> {
  const checks = made.map(({ check }) => check);
  await voidUnused(trx, checks, world.clock.now());
  const rows: Row[] = [];
  const cases: Case[] = [];
  for (const one of made) {
    const caseOf = await openCase(trx, world, one.check.id, one.check);
    cases.push(caseOf);
    rows.push(await rowOf(trx, world, one, caseOf));
  }
  if ((await insertRows(trx, 'decision', DECISION_COLUMNS, rows, '(check_id) do nothing')) < rows.length) {
    throw new RequestProblem('state-conflict', { detail: 'This check was decided on already.' });
  }
  const entries = await recordEvents(
    trx,
    world,
    made.map((one, at) => eventOf(one, rows[at] as Row)),
  );
  for (const [at, one] of made.entries()) {
    if (one.plan.receiptState === 'owed') await owe(trx, world, one);
    if (one.plan.hearing !== null || one.receipt !== 'own') continue;
    await giveReceipt(trx, world, one, cases[at] as Case, entries[at] as AppendedEntry);
  }
  return entries;
}

type Row = Insertable<HouseTables['decision']>;
export const DECISION_COLUMNS = {
  id: 'text',
  check_id: 'text',
  organisation: 'text',
  decision_point: 'text',
  case_key: 'bytea',
  part: 'text',
  origin: 'text',
  iss: 'text',
  sub: 'text',
  effect: 'text',
  ground: 'text',
  because: 'text',
  measures: 'jsonb',
  hearing_days: 'integer',
  hearing_kind: 'text',
  receipt_state: 'text',
  deferral_id: 'text',
  decided_at: 'timestamptz',
  sealed_case: 'bytea',
  key_month: 'text',
} as const satisfies ColumnTypes<Row>;

const rowOf = async (
  trx: Trx,
  world: World,
  { id, check, account, effect, ground, plan }: DecisionOnCheck,
  caseOf: Case,
): Promise<Row> => ({
  id,
  check_id: check.id,
  organisation: check.organisation,
  decision_point: check.decision_point,
  case_key: check.case_key,
  part: check.part,
  origin: check.origin,
  iss: account.iss,
  sub: account.sub,
  effect,
  ground,
  because: 'check',
  measures: JSON.stringify(plan.measures),
  hearing_days: plan.hearing?.days ?? null,
  hearing_kind: plan.hearing?.kind ?? null,
  receipt_state: plan.receiptState,
  deferral_id: null,
  decided_at: new Date(world.clock.now()),
  ...(await sealCase(trx, world, check.organisation, id, caseOf)),
});

const eventOf = (one: DecisionOnCheck, place: Row): EventInput => ({
  decisionId: one.id,
  n: 1,
  kind: one.plan.hearing === null ? 'effective' : 'proposed',
  type: one.plan.hearing === null ? 'decision.effective' : 'decision.proposed',
  account: one.account,
  held: one.held,
  legal: one.legal,
  place,
  check: one.check,
  request: { effect: one.effect, state: one.plan.receiptState, measures: one.plan.measures, ground: one.ground },
  words: { reason: one.reason, ...reasonsNotTaken(one.measures) },
  flags: one.flags,
});

const owe = (trx: Trx, world: World, { id, check, account, legal }: DecisionOnCheck) =>
  trx
    .insertInto('owed_check')
    .values({
      decision_id: id,
      source: 'unknown',
      iss: account.iss,
      sub: account.sub,
      organisation: check.organisation,
      decision_point: check.decision_point,
      since: new Date(world.clock.now()),
      due_by: check.due_by ?? legal.today,
      done_check: null,
      review: false,
    })
    .execute();

const giveReceipt = async (
  trx: Trx,
  world: World,
  { id, check, legal, effect, plan }: DecisionOnCheck,
  caseOf: Case,
  entry: AppendedEntry,
): Promise<void> =>
  issueReceipt(trx, world, {
    decisionId: id,
    checkId: check.id,
    organisation: check.organisation,
    decisionPoint: check.decision_point,
    caseKey: caseOf.key,
    part: caseOf.part,
    effect,
    state: plan.receiptState,
    dueBy: plan.receiptState === 'owed' ? check.due_by : null,
    origin: check.origin,
    audience: await audienceOf(trx, check),
    catalogueVersion: check.catalogue_version,
    entry,
    freshUntil: check.fresh_until.getTime() - legal.ahead,
  });

/** Why a restriction on offer was not taken, by measure: the person reads it, too. */
const reasonsNotTaken = (measures: readonly MeasureAnswer[]): Record<string, string> =>
  Object.fromEntries(
    measures.flatMap((m) => (m.taken || m.reason === undefined ? [] : [[`not-taken/${m.measure}`, m.reason]])),
  );
