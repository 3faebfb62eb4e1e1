import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';
import { Ground, ReasonField } from '../reason-field.tsx';
import { Later } from './unchecked.tsx';

/** The platform is down, which is not a bad record (DESIGN §1.11): the step goes on, and owes its check. */
export function Outage({ model }: { model: Model }): JSX.Element {
  const { say, control, notDeferred } = model;
  const pressed = control.value;
  return (
    <>
      <StateLine meaning="unchecked">{say('unknown.title')}</StateLine>
      <p>{say('unknown.later')}</p>
      {notDeferred.value && (
        <p class="fault" role="alert">
          {say(notDeferred.value === 'no-key' ? 'outage.noKey' : 'outage.notKept')}
        </p>
      )}
      {pressed ? <Defer model={model} effect={pressed.effect} label={pressed.label} /> : <Later model={model} />}
      <Press onPress={() => void model.again()}>{say('outage.retry')}</Press>
    </>
  );
}

function Defer({ model, effect, label }: { model: Model; effect: string; label: string }): JSX.Element {
  const { say, reason, busy } = model;
  const adverse = effect === 'adverse';
  const ground = useSignal<'stated' | 'not-stated'>('not-stated');
  const missing = useSignal<'reason' | 'ground' | null>(null);
  const save = () => {
    missing.value = adverse && ground.value === 'not-stated' ? 'ground' : reason.value.trim() === '' ? 'reason' : null;
    if (missing.value === null) void model.defer(ground.value);
  };
  return (
    <form class="decision">
      <h3>{say('decide.for', { control: label })}</h3>
      {adverse && <Ground model={model} ground={ground} />}
      <ReasonField model={model} ready={adverse ? '' : say('outage.reason')} />
      {missing.value && (
        <p class="fault" role="alert">
          {say(missing.value === 'ground' ? 'ground.missing' : 'reason.missing')}
        </p>
      )}
      <Press primary="yes" save="yes" onPress={save}>
        {say(busy.value === 'saving' ? 'saving' : 'outage.save')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}
