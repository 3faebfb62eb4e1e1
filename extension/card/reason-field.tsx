import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Model } from './model.ts';

/** The reason in the clerk's own words. Required always (DESIGN §1.9); kept while it is typed. `ready`: saves typing. */
export function ReasonField({
  model,
  placeholder = '',
  ready = '',
}: {
  model: Model;
  placeholder?: string;
  ready?: string;
}): JSX.Element {
  const { say, reason, offerReason, keep } = model;
  useLayoutEffect(() => offerReason(ready), [ready]);
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
