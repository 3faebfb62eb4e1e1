/** RESULT, the check's own row, the answer: for one check or for a chunk of a batch, in the caller's transaction. */
import { refused } from '@duecheck/core/assess';
import type { CheckAnswer } from '@duecheck/core/contract';
import { canonicalBytes, type Json } from '@duecheck/core/register';
import { addDays } from '@duecheck/core/time';
import { iso, type LegalTime } from '../clock.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Heard } from './ask-sources.ts';
import type { Conclusion } from './close-check.ts';
import { resultDraft } from './drafts.ts';
import type { Opened, Refusal } from './open-check.ts';
import { type CheckEnd, storeChecks } from './store-check.ts';

export interface Ending {
  readonly check: Opened | Refusal;
  readonly conclusion: Conclusion;
  readonly heard: readonly Heard[];
  /** null where the gate stopped the lookup before one. */
  readonly intent: AppendedEntry | null;
  readonly legal: LegalTime;
}

export const endingOf = (refusal: Refusal): Ending => ({
  check: refusal,
  conclusion: { outcome: refused(refusal.reason), lastDay: null },
  heard: [],
  intent: null,
  legal: refusal.run.legal,
});

/** @returns the answers in the order of the endings */
export async function finishChecks(trx: Trx, world: World, endings: readonly Ending[]): Promise<CheckAnswer[]> {
  const drafts = endings.map(({ check, conclusion: { outcome }, heard }) =>
    resultDraft(
      check.run,
      { role: check.role, flags: check.kind === 'opened' ? check.passed.flags : [] },
      {
        outcome,
        digest: world.index.digest(canonicalBytes(outcome as unknown as Json)),
        answered: Object.fromEntries(heard.map((one) => [one.source, 'fault' in one ? one.fault : 'ok'])),
      },
    ),
  );
  const results = await world.register.append(trx, drafts);
  const ends = endings.map((ending, at) => {
    const result = results[at];
    if (result === undefined) throw new Error('append gave no entry');
    const { check, conclusion, legal, intent } = ending;
    const freshUntil = freshness(ending);
    return { run: check.run, legal, outcome: conclusion.outcome, freshUntil, intent: intent ?? result, result };
  });
  const fresh = await storeChecks(trx, world, ends);
  return ends.map((end, at) => answerOf({ ...end, freshUntil: fresh[at] as number }));
}

/**
 * As long as the row allows, and never past the last day of a record that it showed: what ends at midnight carries no
 * decision of the next morning (DESIGN §1.6). Legal instant, milliseconds.
 */
function freshness({ check, conclusion: { outcome, lastDay }, legal }: Ending): number {
  if (check.kind === 'refused' || outcome.kind === 'refused') return legal.instant;
  const byRow = legal.instant + check.passed.row.freshnessMinutes * 60_000;
  return lastDay === null ? byRow : Math.min(byRow, Date.parse(`${addDays(lastDay, 1)}T00:00:00+08:00`));
}

function answerOf({ run, outcome, result, legal, freshUntil }: CheckEnd): CheckAnswer {
  return {
    checkId: run.checkId,
    entry: result.id,
    registeredAt: result.occurredAt,
    // Kept in legal time, told in machine time: the client knows the machine's clock only.
    freshUntil: iso(freshUntil - legal.ahead),
    legalToday: legal.today,
    decisionPoint: run.request.decisionPoint,
    case: run.request.case,
    subject: run.subject.mask,
    catalogueVersion: run.catalogue.catalogue.version,
    outcome: outcome as CheckAnswer['outcome'],
  };
}
