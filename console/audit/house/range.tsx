import { AUDIT_FIGURES } from '@duecheck/core/text';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Field } from './field.tsx';
import { wordsOf } from './language.ts';

/** Two civil days or months, both inclusive. */
export function Range({
  from,
  until,
  kind,
}: {
  from: Signal<string>;
  until: Signal<string>;
  kind: 'date' | 'month';
}): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const one = (name: 'from' | 'until', value: Signal<string>) => (
    <Field id={`r-${name}`} label={say(name)}>
      <input
        id={`r-${name}`}
        type={kind}
        required
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
    </Field>
  );
  return (
    <div class="pair">
      {one('from', from)}
      {one('until', until)}
    </div>
  );
}
