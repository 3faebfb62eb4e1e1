import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Model } from './model.ts';

/** The reason in the clerk's own words. Required always (DESIGN §1.9); kept while it is typed. */
export function ReasonField({ model, placeholder = '' }: { model: Model; placeholder?: string }): JSX.Element {
  const { say, reason, keep } = model;
  return (
    <label class="field">
      <span>{say('reason')}</span>
      <textarea
        rows={2}
        maxLength={500}
        required
        placeholder={placeholder}
        value={reason.value}
        onInput={(event) => {
          reason.value = event.currentTarget.value;
          keep();
        }}
      />
    </label>
  );
}

/** "Not on credit records": never preset. */
export const Ground = ({ model, ground }: { model: Model; ground: Signal<'stated' | 'not-stated'> }): JSX.Element => (
  <label class="choice">
    <input
      type="checkbox"
      checked={ground.value === 'stated'}
      onChange={(event) => {
        ground.value = event.currentTarget.checked ? 'stated' : 'not-stated';
      }}
    />
    <span>{model.say('ground.other')}</span>
  </label>
);
