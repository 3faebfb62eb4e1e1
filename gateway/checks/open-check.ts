/**
 * The first half of a check: the gate, the case, and the INTENT. Where a source of somebody else's is to be asked, the
 * transaction commits before that (DESIGN §3.3, invariant 2).
 */
import type { RefusalReason } from '@duecheck/core/assess';
import type { CaseColumns } from '../decisions/load.ts';
import type { EntryDraft } from '../register/register.ts';
import type { UpstreamQuery, UpstreamSource } from '../sources/source.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { bindCase, type CaseBinding } from './case-subject.ts';
import type { CheckRun } from './check-run.ts';
import { intentDraft } from './drafts.ts';
import { gate, type Passed } from './gate.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly run: CheckRun;
  readonly role: string;
  readonly reason: RefusalReason;
}

export interface Opened {
  readonly kind: 'opened';
  readonly run: CheckRun;
  readonly role: string;
  readonly passed: Passed;
  readonly place: CaseColumns;
  readonly bound: CaseBinding;
  readonly subjectKey: Uint8Array;
  /** Categories that this lookup may read: shown and tested ones, as far as they were allowed. */
  readonly categories: readonly string[];
  /** Platforms that may hold one of them. */
  readonly sources: readonly UpstreamSource[];
  readonly question: UpstreamQuery;
  readonly intent: EntryDraft;
}

/** @throws RequestProblem `subject-mismatch`; the transaction must then roll back, so that nothing is written */
export async function openCheck(trx: Trx, world: World, run: CheckRun): Promise<Opened | Refusal> {
  const { request, binding, subject } = run;
  const place: CaseColumns = {
    organisation: binding.organisation,
    decision_point: binding.decisionPoint,
    case_key: world.index.case(binding.organisation, binding.decisionPoint, request.case.key),
    part: request.case.part,
  };
  const passed = await gate(trx, world, run, place);
  if (!passed.pass) return { kind: 'refused', run, role: passed.role ?? 'none', reason: passed.refusal };
  const subjectKey = world.index.subject(subject.kind, subject.number);
  const bound = await bindCase(trx, place, subjectKey, world.clock.now());
  const categories = readable(passed, run);
  const sources = world.upstream.filter((source) => source.categories.some((one) => categories.includes(one)));
  return {
    kind: 'opened',
    run,
    role: passed.role,
    passed,
    place,
    bound,
    subjectKey,
    categories,
    sources,
    question: {
      subject: { kind: subject.kind, number: subject.number, name: subject.name, type: subject.type },
      subjectKey,
      categories,
      organisation: binding.organisation,
      decisionPoint: binding.decisionPoint,
      case: request.case,
      authorisation: passed.authorisation?.id ?? null,
      today: run.legal.today,
      pace: run.pace,
    },
    intent: intentDraft(run, passed, {
      sources: sources.map(({ id }) => id),
      authorisation: passed.authorisation?.id ?? null,
    }),
  };
}

/** `as-authorised` stands for what the person named, `all-own-records` for every category of records (core, visible). */
function readable({ row, authorisation }: Passed, { catalogue }: CheckRun): string[] {
  const named = [...row.shown, ...row.tested].flatMap((category) => {
    if (category === 'as-authorised') return authorisation?.categories ?? [];
    if (category === 'all-own-records') return [...catalogue.categories.keys()];
    return [category];
  });
  return [...new Set(named)];
}
