/**
 * One check: gate → INTENT → records → assess → RESULT → answer, in the caller's transaction. With the own store alone
 * the three commit together, so nothing can leave before its RESULT is durable (DESIGN §3.3, invariant 1).
 */
import { assess, type Outcome, refused, toOutcome } from '@duecheck/core/assess';
import type { CheckAnswer } from '@duecheck/core/contract';
import { canonicalBytes, type Json } from '@duecheck/core/register';
import { addWorkingDays } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import { failPoint } from '../fail-points.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { bindCase, releaseCase } from './case-subject.ts';
import type { CheckRun } from './check-run.ts';
import { collect, matchIdentity } from './collect.ts';
import { checkDraft } from './drafts.ts';
import { gate } from './gate.ts';
import { storeCheck } from './store-check.ts';

/** Past this lag of the sequencer nothing new can be proven, so nothing is told (DESIGN §4). */
const MAX_LAG_SECONDS = 60;

export async function runCheck(trx: Trx, world: World, run: CheckRun): Promise<CheckAnswer> {
  const { request, subject, binding, catalogue, legal } = run;
  const passed = gate({
    catalogue,
    binding,
    superiors: run.superiors,
    matter: request.matter,
    subjectType: subject.type,
    held: run.held,
    now: iso(legal.instant),
  });
  const draft = checkDraft(run, passed.role ?? 'none');
  const subjectKey = world.index.subject(subject.kind, subject.number);
  if (!passed.pass) {
    return finish({ outcome: refused(passed.refusal), intent: null });
  }

  const row = passed.due.row;
  const place = {
    organisation: binding.organisation,
    decisionPoint: row.id,
    caseKey: world.index.case(binding.organisation, row.id, request.case.key),
    part: request.case.part,
  };
  const bound = await bindCase(trx, place, subjectKey, world.clock.now());

  failPoint('check.before-intent');
  const [intent] = await world.register.append(trx, [draft('check.intent', null)]);
  failPoint('check.after-intent');

  const found = await collect(trx, world.sources, {
    subjectKey,
    categories: [...row.shown, ...row.tested],
    today: legal.today,
  });
  const identity = matchIdentity(subject.name, found.known);
  if (identity === 'mismatch') {
    if (bound === 'bound') await releaseCase(trx, place);
    return finish({ outcome: refused('identity-mismatch'), intent: intent ?? null });
  }

  const behind = world.register.lagSeconds() > MAX_LAG_SECONDS;
  const missing = behind ? [...found.missing, 'register'] : found.missing;
  const completeness = missing.length === 0 ? ('complete' as const) : ('partial' as const);
  const assessment = assess({
    catalogue,
    decisionPoint: row,
    matter: passed.due.matter,
    subject: {
      type: found.known?.type ?? subject.type,
      ...(found.known?.establishedOn === undefined ? {} : { establishedOn: found.known.establishedOn }),
    },
    records: behind ? [] : found.records,
    completeness,
    today: legal.today,
  });
  const dueBy = addWorkingDays(legal.today, 1, catalogue.catalogue.calendars);
  const outcome = toOutcome(
    assessment,
    completeness === 'complete' ? { completeness, identity } : { completeness, missing, dueBy },
  );
  return finish({ outcome, intent: intent ?? null });

  async function finish(end: { outcome: Outcome; intent: AppendedEntry | null }): Promise<CheckAnswer> {
    const { outcome } = end;
    const digest = world.index.digest(canonicalBytes(outcome as unknown as Json));
    const [result] = await world.register.append(trx, [
      draft(outcome.kind === 'refused' ? 'check.refused' : 'check.result', { outcome, digest }),
    ]);
    if (result === undefined) throw new Error('append gave no entry');
    const freshUntil = await storeCheck(trx, world, {
      ...run,
      outcome,
      freshUntil: legal.instant + (passed.pass ? passed.due.row.freshnessMinutes : 0) * 60_000,
      intent: end.intent ?? result,
      result,
    });
    failPoint('check.before-commit');
    return {
      checkId: run.checkId,
      entry: result.id,
      registeredAt: result.occurredAt,
      // Kept in legal time, told in machine time: the client knows the machine's clock only.
      freshUntil: iso(freshUntil - legal.ahead),
      legalToday: legal.today,
      decisionPoint: request.decisionPoint,
      case: request.case,
      subject: subject.mask,
      catalogueVersion: catalogue.catalogue.version,
      outcome: outcome as CheckAnswer['outcome'],
    };
  }
}
