/** The gateway's side of binding a page: drafts of one office, approved by whoever wrote none of them. */
import { Binding } from '@duecheck/core/binding';
import { lintBindings, lintSentence } from '@duecheck/core/binding/lint';
import type { DraftAnswer, ProblemCode, SaveDraftRequest, StepDraftRequest } from '@duecheck/core/contract';

const STATES = { submit: 'submitted', approve: 'approved', return: 'returned', withdraw: 'withdrawn' } as const;

interface Kept extends SaveDraftRequest {
  state: DraftAnswer['state'];
  reason: string | null;
  readonly writers: Set<string>;
}

/** @param who the subject of the token that asks */
export function createDrafts(refusing: (code: ProblemCode) => never, who: () => string) {
  const kept = new Map<string, Kept>();
  const of = (id: string): Kept => kept.get(id) ?? refusing('not-found');
  const facts = ({ id, organisation, revision, state, binding, writers, reason }: Kept) => ({
    ...{ id, organisation, revision, state, reason, mine: writers.has(who()) },
    ...{ name: String(binding.id ?? ''), changedAt: new Date().toISOString() },
  });
  const answer = (one: Kept): DraftAnswer => ({
    ...facts(one),
    binding: one.binding,
    findings: lintBindings(one.binding).map((found) => ({
      ...{ code: found.code, severity: found.severity, path: found.path, sentence: lintSentence(found) },
    })),
    inForce: null,
  });
  return {
    /** As the signers get them. */
    approved: () =>
      [...kept.values()].filter(({ state }) => state === 'approved').map(({ binding }) => Binding.parse(binding)),
    routes: {
      drafts: () => ({ drafts: [...kept.values()].map(facts) }),
      draft: (_: undefined, id: string) => answer(of(id)),
      saveDraft: (request: SaveDraftRequest) => {
        const before = kept.get(request.id);
        if ((before?.revision ?? 0) !== request.revision) refusing('draft-changed');
        const writers = new Set([...(before?.writers ?? []), who()]);
        const one: Kept = { ...request, revision: request.revision + 1, state: 'draft', reason: null, writers };
        kept.set(request.id, one);
        return answer(one);
      },
      stepDraft: ({ revision, step, reason }: StepDraftRequest, id: string) => {
        const one = of(id);
        if (one.revision !== revision) refusing('draft-changed');
        if ((step === 'approve' || step === 'return') && one.writers.has(who())) refusing('same-person');
        if (step === 'submit' && answer(one).findings.some(({ severity }) => severity === 'error'))
          refusing('draft-faulty');
        one.state = STATES[step];
        one.reason = reason ?? null;
        return answer(one);
      },
    },
  };
}
