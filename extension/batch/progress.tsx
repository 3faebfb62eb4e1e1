import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BatchProps } from './props.ts';
import { sayLeft, sayNumber } from './standing.ts';

/** ▓▓▓▓▓░░ 6,812 / 10,000 · 170/s · 19 s left, and what can be done meanwhile. */
export function Progress({ desk: { say }, run, batch }: BatchProps): JSX.Element {
  const { state, done, total, perSecond, secondsLeft } = batch;
  const moves = state === 'running' && run.sight.value !== 'lost';
  const told = [
    say('progress', { done: sayNumber(done), total: sayNumber(total) }),
    moves && perSecond !== null && say('progress.rate', { n: sayNumber(Math.round(perSecond)) }),
    moves && secondsLeft !== null && say('progress.left', { time: sayLeft(secondsLeft, say) }),
  ].filter(Boolean);
  return (
    <div class="progress">
      <progress max={total} value={done} aria-label={say('progress.label')} />
      <span class="told">{told.join(' · ')}</span>
      <Acts say={say} run={run} state={state} />
    </div>
  );
}

function Acts({
  say,
  run,
  state,
}: Pick<BatchProps, 'run'> & {
  say: BatchProps['desk']['say'];
  state: BatchProps['batch']['state'];
}): JSX.Element | null {
  const sure = useSignal<'no' | 'asked'>('no');
  if (state !== 'running' && state !== 'paused' && state !== 'needs-release') return null;
  const disabled = run.busy.value === 'yes';
  if (sure.value === 'asked')
    return (
      <fieldset class="buttons">
        <legend>{say('cancel.sure')}</legend>
        <button type="button" disabled={disabled} onClick={() => void run.act('cancel')}>
          {say('cancel.yes')}
        </button>
        <button type="button" onClick={() => (sure.value = 'no')}>
          {say('cancel.no')}
        </button>
      </fieldset>
    );
  return (
    <div class="buttons">
      {state !== 'needs-release' && (
        <button
          type="button"
          class={state === 'paused' ? 'act' : 'quiet'}
          disabled={disabled}
          onClick={() => void run.act(state === 'paused' ? 'resume' : 'pause')}
        >
          {say(state === 'paused' ? 'act.resume' : 'act.pause')}
        </button>
      )}
      <button type="button" class="quiet" onClick={() => (sure.value = 'asked')}>
        {say('act.cancel')}
      </button>
    </div>
  );
}
