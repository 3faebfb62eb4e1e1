import type { Outcome } from '@duecheck/core/assess';
import type { EntryDraft } from '../register/register.ts';
import type { CheckRun } from './check-run.ts';

/** Records that an outcome shows: what `shown_record` and later "result withheld" go by. */
export function recordsOf(outcome: Outcome): string[] {
  if (outcome.kind === 'refused') return [];
  const records = outcome.kind === 'unknown' ? outcome.known.records : outcome.records;
  return records.map((r) => r.id);
}

/**
 * The entries of one check share everything but type and outcome. `observed` is what the gateway saw itself, `claimed`
 * what a client said: nothing rests on claimed alone (DESIGN §4).
 */
export function checkDraft(run: CheckRun, role: string) {
  const { request, subject, binding, catalogue } = run;
  return (
    type: 'check.intent' | 'check.result' | 'check.refused',
    end: { outcome: Outcome; digest: string } | null,
  ): EntryDraft => ({
    type,
    organisation: binding.organisation,
    decisionPoint: request.decisionPoint,
    actor: { iss: run.account.iss, sub: run.account.sub, role, assurance: run.account.assurance },
    subject: { kind: subject.kind, number: subject.number, name: subject.name },
    case: request.case,
    ...(request.round === undefined ? {} : { round: request.round }),
    request: {
      observed: {
        fields: ['kind', 'number', 'name'],
        catalogue: catalogue.catalogue.version,
        binding: binding.version,
      },
      claimed: { matter: request.matter ?? null, origin: request.origin },
    },
    outcome:
      end === null
        ? null
        : {
            class: end.outcome.kind === 'refused' ? `refused:${end.outcome.reason}` : end.outcome.kind,
            records: recordsOf(end.outcome),
            answerDigest: end.digest,
          },
    flags: [...run.flags],
    checkId: run.checkId,
    // What the person may read later: what was asked and what was shown, in full.
    ...(end === null
      ? {}
      : { person: { decisionPoint: request.decisionPoint, case: request.case.label, outcome: end.outcome } }),
    office: { purpose: request.decisionPoint, case: request.case },
  });
}
