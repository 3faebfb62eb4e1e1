import { sayDate } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Model } from './model.ts';
import { Press } from './press.tsx';

/**
 * The authorisation that was recorded here, and the way to withdraw it. A used-up one too: what was looked at under it and
 * not decided on carries no decision once it is withdrawn.
 */
export function Authorised({ model }: { model: Model }): JSX.Element | null {
  const { say, view, authority } = model;
  const { at } = model.stage.value;
  const given = authority.authorisation.value;
  if (given === null || (at !== 'due' && at !== 'outcome')) return null;
  if (given.state === 'withdrawn') return <p class="muted">{say('authorised.withdrawn')}</p>;
  if (given.state === 'ended' || given.state === 'not-yet') return null;
  const { made, of } = given.uses;
  return (
    <div class="authorised">
      <p class="muted">{say('authorised.live', { date: sayDate(given.until, view.language), made, of })}</p>
      <Withdrawal model={model} />
    </div>
  );
}

function Withdrawal({ model }: { model: Model }): JSX.Element {
  const { say } = model;
  const reason = useSignal(say('authorised.wish'));
  const ready = reason.value.trim() !== '';
  return (
    <details>
      <summary>{say('authorised.withdraw')}</summary>
      <form class="decision">
        <p class="muted">{say('authorised.withdraw.what')}</p>
        <label class="field">
          <span>{say('reason')}</span>
          <input
            type="text"
            maxLength={500}
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
        </label>
        <Press
          ready={ready ? 'yes' : 'no'}
          onPress={() => ready && void model.withdrawAuthorisation(reason.value.trim())}
        >
          {say('authorised.withdraw')}
        </Press>
      </form>
    </details>
  );
}
