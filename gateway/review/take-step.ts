/** One step of the work on an alert: its entry, its row, the alert's new state, in the caller's transaction. */
import type { AlertState, AlertStep, Finding, Id } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import { sealWords } from '../store/sealed.ts';
import type { World } from '../world.ts';
import type { AlertRow } from './alert-row.ts';
import { STEP_RULES, stateAfter } from './steps.ts';

export interface Step {
  readonly step: AlertStep;
  /** As the caller last read it. */
  readonly revision: number;
  readonly by: Account;
  readonly role: 'auditor' | 'manager';
  readonly assignee: Pick<Account, 'iss' | 'sub'> | null;
  readonly to?: Pick<Account, 'iss' | 'sub'>;
  readonly finding?: Finding | null;
  /** Question, answer or reason: sealed under the office's key of the month, and in the entry's envelope. */
  readonly words?: string;
}

/** @param alert locked. @throws RequestProblem `alert-changed` where somebody was quicker, or it is past this step */
export async function takeStep(trx: Trx, world: World, alert: AlertRow, step: Step): Promise<Id<'ent'>> {
  const rule = STEP_RULES[step.step];
  if (alert.revision !== step.revision || !rule.from.includes(alert.state as AlertState))
    throw new RequestProblem('alert-changed');
  const { by, role, to = null, finding = alert.finding as Finding | null, words } = step;
  const [entry] = await world.register.append(trx, [
    {
      type: rule.entry,
      organisation: alert.organisation,
      decisionPoint: null,
      actor: { iss: by.iss, sub: by.sub, role, assurance: by.assurance },
      subject: null,
      case: null,
      request: { observed: { alert: alert.id, rule: alert.rule, revision: alert.revision + 1, to, finding } },
      outcome: null,
      office: { alert: alert.id, finding, words: words ?? null },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  const n = alert.revision + 1;
  await trx
    .updateTable('review_alert')
    .set({
      revision: n,
      state: stateAfter(alert.state as AlertState, step.step),
      assignee_iss: step.assignee?.iss ?? null,
      assignee_sub: step.assignee?.sub ?? null,
      finding,
    })
    .where('id', '=', alert.id)
    .execute();
  await trx
    .insertInto('review_act')
    .values({
      ...{ alert: alert.id, n, step: step.step, at: new Date(world.clock.now()), iss: by.iss, sub: by.sub, role },
      ...{ entry: entry.id, to_iss: to?.iss ?? null, to_sub: to?.sub ?? null, finding: step.finding ?? null },
      ...(await sealedWords(trx, world, alert, n, words)),
    })
    .execute();
  return entry.id;
}

async function sealedWords(trx: Trx, world: World, alert: AlertRow, n: number, words: string | undefined) {
  if (words === undefined) return { sealed_words: null, key_month: null };
  const at = { organisation: alert.organisation, key_month: legalDateOf(iso(world.clock.now())).slice(0, 7) };
  return { sealed_words: await sealWords(trx, world, at, `${alert.id}/${n}`, words), key_month: at.key_month };
}
