import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BatchProps } from './props.ts';

/** Over the size that one person may start: who can help, and the answer where that is whoever reads this. */
export function ReleaseBatch({ desk, run, batch }: BatchProps): JSX.Element {
  const { say, setup } = desk;
  const reason = desk.reasonOf(run.id);
  const missing = useSignal<'no' | 'yes'>('no');
  if (batch.mine || !setup.value.reviewer) return <p>{say('release.who')}</p>;
  const answer = (given: 'give' | 'refuse') => {
    const words = reason.value.trim();
    missing.value = words === '' ? 'yes' : 'no';
    if (words !== '') void run.release(given, words);
  };
  return (
    <form class="start" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{say('reason')}</span>
        <textarea
          rows={2}
          maxLength={500}
          required
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
          }}
        />
      </label>
      {missing.value === 'yes' && (
        <p class="fault" role="alert">
          {say('reason.missing')}
        </p>
      )}
      <div class="buttons">
        <button type="button" class="act" disabled={run.busy.value === 'yes'} onClick={() => answer('give')}>
          {say('release.give')}
        </button>
        <button type="button" class="quiet" disabled={run.busy.value === 'yes'} onClick={() => answer('refuse')}>
          {say('release.refuse')}
        </button>
      </div>
    </form>
  );
}
