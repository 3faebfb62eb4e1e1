import type { CheckAnswer } from '@duecheck/core/contract';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Choice, decisionForm, decisionRequest, type Missing, missingIn, needsGround } from './decision-form.ts';
import type { Model } from './model.ts';
import { Offers } from './offers.tsx';
import { Press } from './press.tsx';
import { Ground, ReasonField } from './reason-field.tsx';
import { Later } from './stages/unchecked.tsx';

/** The decision after a check: what the law allows, none of it chosen beforehand, and the clerk's reason. */
export function Decide({ model, answer }: { model: Model; answer: CheckAnswer }): JSX.Element {
  const { say, view, control, reason, choice, busy } = model;
  const ground = useSignal<'stated' | 'not-stated'>('not-stated');
  const missing = useSignal<Missing | null>(null);
  const pressed = control.value;
  const form = pressed && decisionForm(answer.outcome, pressed.effect, view.words.measures);
  if (!pressed || !form) return <Later model={model} />;

  const save = () => {
    const given = { choice: choice.value, reason: reason.value, ground: ground.value };
    missing.value = missingIn(form, given);
    if (missing.value === null) void model.decide(answer, decisionRequest(form, choice.value, reason.value));
  };
  const choose = (chosen: Choice) => {
    choice.value = chosen;
    model.keep();
  };
  return (
    <form class="decision">
      <h3>{say('decide.for', { control: pressed.label })}</h3>
      <Offers model={model} offers={form.offers} choice={choice.value} choose={choose} />
      {needsGround(form, choice.value) && <Ground model={model} ground={ground} />}
      <ReasonField
        model={model}
        placeholder={form.offers.length > 0 ? say('reason.hint') : ''}
        ready={form.reason === 'clear' ? say('clear.reason') : ''}
      />
      {missing.value && (
        <p class="fault" role="alert">
          {say(MISSING[missing.value])}
        </p>
      )}
      <Press primary="yes" save="yes" onPress={save}>
        {say(busy.value === 'saving' ? 'saving' : 'save')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}

const MISSING = { measure: 'measure.missing', reason: 'reason.missing', ground: 'ground.missing' } as const;
