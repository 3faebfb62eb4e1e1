import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Because, Model } from '../model.ts';
import { Press } from '../press.tsx';
import { Ground, ReasonField } from '../reason-field.tsx';

/** The step never waits for a check that the row does not require (DESIGN §1.4). */
export function GoOn({
  model,
  because,
  today,
}: {
  model: Model;
  because: 'not-due' | 'no-authorisation';
  today: string;
}): JSX.Element | null {
  const open = useSignal<'no' | 'yes'>('no');
  if (model.control.value === null) return null;
  if (open.value === 'yes') return <Unchecked model={model} because={because} today={today} />;
  return <Press onPress={() => (open.value = 'yes')}>{model.say('due.skip')}</Press>;
}

/** Going on without a check, where the row does not hold the step: a reason, and a receipt that says so. */
export function Unchecked({
  model,
  because,
  today,
}: {
  model: Model;
  because: Because;
  today: string;
}): JSX.Element | null {
  const { say, control, reason } = model;
  const ground = useSignal<'stated' | 'not-stated'>('not-stated');
  const missing = useSignal<'reason' | 'ground' | null>(null);
  const pressed = control.value;
  if (!pressed) return <Later model={model} />;
  const adverse = pressed.effect === 'adverse';
  const lacks = () =>
    adverse && ground.value === 'not-stated' ? 'ground' : reason.value.trim() === '' ? 'reason' : null;
  const save = () => {
    missing.value = lacks();
    if (missing.value === null) void model.decideUnchecked(because, ground.value, today);
  };
  return (
    <form class="decision">
      <h3>{say('decide.for', { control: pressed.label })}</h3>
      {adverse && <Ground model={model} ground={ground} />}
      <ReasonField model={model} />
      {missing.value && (
        <p class="fault" role="alert">
          {say(missing.value === 'ground' ? 'ground.missing' : 'reason.missing')}
        </p>
      )}
      <Press primary="yes" save="yes" ready={lacks() === null ? 'yes' : 'no'} onPress={save}>
        {say('save')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}

/** Nothing was pressed yet: which buttons of the page go on from here. */
export const Later = ({ model: { say, view } }: { model: Model }): JSX.Element => (
  <p class="muted">{say('decide.later', { controls: view.controls.map(({ label }) => `“${label}”`).join(' / ') })}</p>
);
