import type { CheckAnswer, DecisionAnswer } from '@duecheck/core/contract';
import type { JSX } from 'preact';
import type { Model } from '../model.ts';
import { AuthorisePress } from './authorise.tsx';
import { Release } from './release.tsx';
import { GoOn, Unchecked } from './unchecked.tsx';

type Refusal = Extract<CheckAnswer['outcome'], { kind: 'refused' }>;

/**
 * What can be done after a refusal: the person's authorisation, another person's word, or going on without a check where
 * the row does not hold the step. `recheck`: the decision whose effect waits for this check.
 */
export function RefusedHelp({
  model,
  outcome,
  today,
  recheck,
}: {
  model: Model;
  outcome: Refusal;
  today: string;
  recheck: DecisionAnswer | null;
}): JSX.Element | null {
  switch (outcome.reason) {
    case 'no-authorisation':
      return (
        <>
          <p class="muted">{model.view.words.notice}</p>
          <div class="buttons">
            <AuthorisePress model={model} today={today} recheck={recheck} />
            {!recheck && <GoOn model={model} because="no-authorisation" today={today} />}
          </div>
        </>
      );
    case 'no-duty':
      return recheck ? null : <Unchecked model={model} because="not-due" today={today} />;
    case 'release':
    case 'quota':
      return (
        <>
          <Release model={model} reason={outcome.reason} today={today} recheck={recheck} />
          {!recheck && model.due.value?.holds === false && (
            <GoOn
              model={model}
              because={model.due.value.needsAuthorisation ? 'no-authorisation' : 'not-due'}
              today={today}
            />
          )}
        </>
      );
    case 'role':
    case 'identity-mismatch':
      return null;
  }
}
