import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { createDownload } from './download.ts';
import type { BatchProps } from './props.ts';

/** Downloads and a second run; both look people up again, and say so before they are pressed. */
export function Results({ desk, run, batch }: BatchProps): JSX.Element {
  const { say } = desk;
  const download = useMemo(() => createDownload(run.id, desk), []);
  return (
    <div class="after">
      <section>
        <h3>{say('results.title')}</h3>
        <p class="muted">{say('results.note')}</p>
        <div class="buttons">
          {(['xlsx', 'csv', 'ndjson'] as const).map((format) => (
            <button
              key={format}
              type="button"
              class="quiet"
              disabled={download.state.value === 'busy'}
              onClick={() => void download.fetch(format, batch.round)}
            >
              {format.toUpperCase()}
            </button>
          ))}
        </div>
        {download.state.value === 'busy' && <p role="status">{say('results.busy')}</p>}
        {download.state.value === 'failed' && (
          <p class="fault" role="alert">
            {say('results.failed')}
          </p>
        )}
      </section>
      {(batch.state === 'done' || batch.state === 'cancelled') && <Rerun desk={desk} run={run} batch={batch} />}
    </div>
  );
}

function Rerun({ desk: { say }, run, batch }: BatchProps): JSX.Element {
  const round = useSignal(batch.round);
  return (
    <section>
      <h3>{say('rerun.title')}</h3>
      <p class="muted">{say('rerun.note')}</p>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          void run.rerun(round.value.trim());
        }}
      >
        <label class="field">
          <span>{say('start.round')}</span>
          <input
            type="text"
            maxLength={80}
            value={round.value}
            onInput={(event) => {
              round.value = event.currentTarget.value;
            }}
          />
        </label>
        <button type="submit" class="quiet" disabled={run.busy.value === 'yes'}>
          {say('rerun.title')}
        </button>
      </form>
    </section>
  );
}
