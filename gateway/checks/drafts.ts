/**
 * The entries of one check share everything but type and outcome. `observed` is what the gateway saw itself, `claimed`
 * what a client said: nothing rests on claimed alone (DESIGN §4).
 */
import type { Outcome } from '@duecheck/core/assess';
import type { EntryDraft } from '../register/register.ts';
import type { CheckRun } from './check-run.ts';

/** Records that an outcome shows: what `shown_record` and later "result withheld" go by. */
export function recordsOf(outcome: Outcome): string[] {
  if (outcome.kind === 'refused') return [];
  const records = outcome.kind === 'unknown' ? outcome.known.records : outcome.records;
  return records.map((r) => r.id);
}

export interface Drafting {
  readonly role: string;
  /** Beside those of the run. */
  readonly flags: readonly string[];
}

/** @param asking platforms that are about to be asked, and the authorisation that the lookup rests on */
export const intentDraft = (
  run: CheckRun,
  drafting: Drafting,
  asking: { readonly sources: readonly string[]; readonly authorisation: string | null },
): EntryDraft => ({ ...common(run, drafting, asking), type: 'check.intent', outcome: null });

/** @param answered what each platform said: its id and `ok`, or why not */
export function resultDraft(
  run: CheckRun,
  drafting: Drafting,
  end: { readonly outcome: Outcome; readonly digest: string; readonly answered: Readonly<Record<string, string>> },
): EntryDraft {
  const { outcome, digest } = end;
  return {
    ...common(run, drafting, { answered: end.answered }),
    type: outcome.kind === 'refused' ? 'check.refused' : 'check.result',
    outcome: {
      class: outcome.kind === 'refused' ? `refused:${outcome.reason}` : outcome.kind,
      records: recordsOf(outcome),
      answerDigest: digest,
    },
    // What the person may read later: what was asked and what was shown, in full.
    person: { decisionPoint: run.request.decisionPoint, case: run.request.case.label, outcome },
  };
}

function common(run: CheckRun, { role, flags }: Drafting, observed: object) {
  const { request, subject, binding, catalogue } = run;
  return {
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
        ...observed,
      },
      claimed: { matter: request.matter ?? null, origin: request.origin },
    },
    flags: [...run.flags, ...flags],
    checkId: run.checkId,
    office: { purpose: request.decisionPoint, case: request.case },
  };
}
