import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { saveFile } from '../pages/save-file.ts';
import type { Desk } from './desk.ts';
import { ALSO, COLUMNS, saySize, template } from './list-file.ts';
import { sayNumber } from './standing.ts';
import type { Start } from './start.ts';

/** The list: by button, or dropped anywhere on the field. It says what the file must hold before one is made in vain. */
export function DropFile({ desk, start, disabled }: { desk: Desk; start: Start; disabled: boolean }): JSX.Element {
  const { say } = desk;
  const { most } = desk.setup.value;
  const over = useSignal<'no' | 'yes'>('no');
  const file = start.file.value;
  const save = () => saveFile(new Blob([template()], { type: 'text/csv' }), `${say('title')}.csv`);
  return (
    <fieldset
      class="drop"
      data-over={over.value}
      disabled={disabled}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = 'yes';
      }}
      onDragLeave={() => {
        over.value = 'no';
      }}
      onDrop={(event) => {
        event.preventDefault();
        over.value = 'no';
        if (!disabled) start.take(event.dataTransfer?.files[0]);
      }}
    >
      <legend>{say('start.file')}</legend>
      {file && <p class="chosen">{say('start.file.chosen', { name: file.name, size: saySize(file.size) })}</p>}
      <p>
        {say('start.file.drop')}{' '}
        <label class="button">
          {say('start.file.choose')}
          <input
            class="sr"
            type="file"
            accept=".csv,.xlsx,.ndjson,.jsonl"
            onChange={(event) => {
              start.take(event.currentTarget.files?.[0]);
              // The same file again, mended meanwhile, is a choice too.
              event.currentTarget.value = '';
            }}
          />
        </label>
      </p>
      <ul class="muted">
        <li>{say('start.file.columns', { columns: COLUMNS.join('、') })}</li>
        <li>{say('start.file.also', { columns: ALSO.join('、') })}</li>
        <li>{say('start.file.kinds', { mib: most.bytes / 2 ** 20, most: sayNumber(most.people) })}</li>
      </ul>
      <button type="button" class="link" onClick={save}>
        {say('start.template')}
      </button>
    </fieldset>
  );
}
