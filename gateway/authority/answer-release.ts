import type { Id, ReleaseAnswer, ReleaseKind } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import { maskOf } from '../checks/mask-of.ts';
import { iso } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import { openCase, openSubject, openWords } from '../store/sealed.ts';
import type { GateTables } from '../store/tables/gate.ts';
import type { World } from '../world.ts';

export type ReleaseRow = Selectable<GateTables['release']>;

/** A release as both of its persons read it. The case's own number and, where somebody was asked about, the mask. */
export async function releaseAnswer(
  trx: Trx,
  world: World,
  row: ReleaseRow,
  caller: Pick<Account, 'iss' | 'sub'>,
): Promise<ReleaseAnswer> {
  const { label } = await openCase(trx, world, row.id, row);
  return {
    releaseId: row.id as Id<'rel'>,
    kind: row.kind as ReleaseKind,
    decisionPoint: row.decision_point,
    organisation: row.organisation,
    caseLabel: label,
    subject: await subjectOfCase(trx, world, row),
    reason: await openWords(trx, world, row, row.id, row.sealed_reason),
    state: stateOf(row, world.clock.now()),
    mine: row.iss === caller.iss && row.sub === caller.sub,
    askedAt: iso(row.asked_at.getTime()),
    validUntil: iso(row.valid_until.getTime()),
    entry: (row.answer_entry ?? row.asked_entry) as Id<'ent'>,
  };
}

export function stateOf(row: ReleaseRow, now: number): ReleaseAnswer['state'] {
  if (row.answer === 'refuse') return 'refused';
  if (row.used_by !== null) return 'used';
  if (row.valid_until.getTime() <= now) return 'ended';
  return row.answer === 'give' ? 'given' : 'asked';
}

/** Whom the refused attempt was about, as it is kept with that attempt. */
async function subjectOfCase(trx: Trx, world: World, row: ReleaseRow): Promise<ReleaseAnswer['subject']> {
  if (row.subject_key === null) return null;
  const check = await trx
    .selectFrom('credit_check')
    .select(['id', 'subject_key', 'key_year', 'sealed_subject'])
    .where('organisation', '=', row.organisation)
    .where('decision_point', '=', row.decision_point)
    .where('case_key', '=', row.case_key)
    .where('part', '=', row.part)
    .where('subject_key', '=', row.subject_key)
    .orderBy('checked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return check === undefined ? null : maskOf(await openSubject(trx, world, check));
}
