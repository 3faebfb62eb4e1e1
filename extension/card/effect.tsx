import type { CheckAnswer, DecisionAnswer } from '@duecheck/core/contract';
import type { JSX } from 'preact';
import type { Model } from './model.ts';
import { Press } from './press.tsx';
import { ReasonField } from './reason-field.tsx';

/** After the re-check: let the decision take effect, or see it withdrawn because its ground is gone (PROTOCOL, Decision). */
export function Effect({
  model,
  answer,
  decision,
}: {
  model: Model;
  answer: CheckAnswer;
  decision: DecisionAnswer;
}): JSX.Element {
  const { say, view, reason } = model;
  const taken = decision.taken.map((measure) => view.words.measures[measure]?.title ?? measure);
  const gone = answer.outcome.kind === 'clear';
  const save = () => {
    if (reason.value.trim() === '') return;
    const request = { checkId: answer.checkId, reason: reason.value.trim() };
    void model.next({ type: 'card.effect', decision: decision.decisionId, request }, answer.legalToday);
  };
  return (
    <form class="decision">
      {gone ? (
        <p>{say('effect.gone')}</p>
      ) : (
        <h3>{say('effect.what', { what: taken.length > 0 ? taken.join('、') : say('effect.plain') })}</h3>
      )}
      <ReasonField model={model} />
      <Press primary="yes" save="yes" ready={reason.value.trim() === '' ? 'no' : 'yes'} onPress={save}>
        {say(gone ? 'withdraw' : 'effect.save')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}
