import { EXPORT_FORMATS } from '@duecheck/core/contract';
import { AUDIT_FRAME, AUDIT_SEARCH } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Failure } from '../house/ask.ts';
import { Fault } from '../house/fault.tsx';
import { Field } from '../house/field.tsx';
import { wordsOf } from '../house/language.ts';
import { exportFound } from './export.ts';
import { found } from './search.ts';

/** What was found, as files with their proofs. Each part is an entry. */
export function ExportForm(): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const dialog = useRef<HTMLDialogElement>(null);
  const format = useSignal<(typeof EXPORT_FORMATS)[number]>('xlsx');
  const why = useSignal('');
  const done = useSignal<number | null>(null);
  const busy = useSignal<'no' | 'yes'>('no');
  const failure = useSignal<Failure | null>(null);

  const run = async () => {
    const { value } = found;
    if (value === null || busy.value === 'yes') return;
    busy.value = 'yes';
    failure.value = null;
    done.value = 0;
    const failed = await exportFound(value.draft, { format: format.value, reason: why.value.trim() }, (entries) => {
      done.value = entries;
    });
    failure.value = failed;
    busy.value = 'no';
  };

  return (
    <>
      <button
        type="button"
        onClick={() => {
          done.value = null;
          failure.value = null;
          dialog.current?.showModal();
        }}
      >
        {say('export')}
      </button>
      <dialog ref={dialog} aria-labelledby="export-title">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <h2 id="export-title">{say('export.title')}</h2>
          <Field id="export-format" label={say('export.format')}>
            <select
              id="export-format"
              value={format.value}
              onChange={(event) => {
                format.value = event.currentTarget.value as typeof format.value;
              }}
            >
              {EXPORT_FORMATS.map((one) => (
                <option key={one} value={one}>
                  {one.toUpperCase()}
                </option>
              ))}
            </select>
          </Field>
          <Field id="export-reason" label={say('export.reason')}>
            <textarea
              id="export-reason"
              required
              rows={2}
              maxLength={500}
              value={why.value}
              onInput={(event) => {
                why.value = event.currentTarget.value;
              }}
            />
          </Field>
          {failure.value === null ? null : <Fault failure={failure.value} />}
          <p role="status">
            {done.value === null || failure.value !== null
              ? ''
              : say(busy.value === 'yes' ? 'export.running' : 'export.done', { n: done.value })}
          </p>
          <div class="acts">
            <button class="main" type="submit" aria-busy={busy.value === 'yes'} disabled={why.value.trim() === ''}>
              {say('export.do')}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {wordsOf(AUDIT_FRAME)('close')}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
