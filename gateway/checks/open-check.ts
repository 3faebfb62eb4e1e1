/**
 * The first half of a check: the gate, the case, and the INTENT. Where a source of somebody else's is to be asked, the
 * transaction commits before that (DESIGN §3.3, invariant 2). For one check or for a chunk of a batch.
 */
import type { RefusalReason } from '@duecheck/core/assess';
import type { CaseColumns } from '../decisions/load.ts';
import type { EntryDraft } from '../register/register.ts';
import type { UpstreamQuery, UpstreamSource } from '../sources/source.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { bindCases, type CaseBinding } from './case-subject.ts';
import type { CheckRun } from './check-run.ts';
import { intentDraft } from './drafts.ts';
import { gate, type Passed } from './gate.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly run: CheckRun;
  readonly role: string;
  readonly reason: RefusalReason;
}

/** The case belongs to another person: nothing is looked up, and nothing is registered (PROTOCOL, Check). */
export interface Foreign {
  readonly kind: 'foreign';
  readonly run: CheckRun;
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

/** @param runs of one binding, no case twice. @returns in their order */
export async function openChecks(
  trx: Trx,
  world: World,
  runs: readonly CheckRun[],
): Promise<(Opened | Refusal | Foreign)[]> {
  const gated = [];
  for (const run of runs) {
    const place = placeOf(world, run);
    gated.push({ run, place, passed: await gate(trx, world, run, place) });
  }
  const through = gated.flatMap(({ run, place, passed }) =>
    passed.pass ? [{ run, place, passed, subjectKey: world.index.subject(run.subject.kind, run.subject.number) }] : [],
  );
  const bindings = await bindCases(trx, through, world.clock.now());
  const opened = new Map(
    through.map(({ run, place, passed, subjectKey }, at) => {
      const bound = bindings[at] as CaseBinding;
      const check = bound === 'other' ? foreign(run) : open(world, { run, place, passed, subjectKey, bound });
      return [run, check] as const;
    }),
  );
  return gated.map(({ run, passed }) =>
    passed.pass
      ? (opened.get(run) as Opened | Foreign)
      : { kind: 'refused', run, role: passed.role ?? 'none', reason: passed.refusal },
  );
}

const foreign = (run: CheckRun): Foreign => ({ kind: 'foreign', run });

export const placeOf = (world: World, { request, binding }: CheckRun): CaseColumns => ({
  organisation: binding.organisation,
  decision_point: binding.decisionPoint,
  case_key: world.index.case(binding.organisation, binding.decisionPoint, request.case.key),
  part: request.case.part,
});

function open(world: World, at: Pick<Opened, 'run' | 'place' | 'passed' | 'subjectKey' | 'bound'>): Opened {
  const { run, passed, subjectKey } = at;
  const { request, binding, subject } = run;
  const categories = readable(passed, run);
  const sources = world.upstream.filter((source) => source.categories.some((one) => categories.includes(one)));
  const authorisation = passed.authorisation?.id ?? null;
  return {
    kind: 'opened',
    ...at,
    role: passed.role,
    categories,
    sources,
    question: {
      subject: { kind: subject.kind, number: subject.number, name: subject.name, type: subject.type },
      subjectKey,
      categories,
      organisation: binding.organisation,
      decisionPoint: binding.decisionPoint,
      case: request.case,
      authorisation,
      today: run.legal.today,
      pace: run.pace,
    },
    intent: intentDraft(run, passed, { sources: sources.map(({ id }) => id), authorisation }),
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
