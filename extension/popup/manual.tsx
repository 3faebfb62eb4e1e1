import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { askSteps, openManual, say, steps } from './state.ts';

/** One person by hand: first for which step, since that decides what may be looked at. */
export function Manual(): JSX.Element {
  const chosen = useSignal('');
  const known = steps.value;
  if (known === null)
    return (
      <button type="button" class="link" onClick={() => void askSteps()}>
        {say.value('manual')}
      </button>
    );
  if (typeof known === 'string' || known.length === 0)
    return (
      <p class={known === 'outage' ? 'fault' : 'muted'} role="status">
        {say.value(typeof known === 'string' ? `manual.${known}` : 'manual.none')}
      </p>
    );
  return (
    <form class="manual" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{say.value('manual.step')}</span>
        <select ref={takeKeys} value={chosen.value} onChange={({ currentTarget: { value } }) => (chosen.value = value)}>
          <option value="">{say.value('manual.choose')}</option>
          {known.map(({ binding, title }) => (
            <option key={binding} value={binding}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="act" disabled={chosen.value === ''} onClick={() => openManual(chosen.value)}>
        {say.value('manual.open')}
      </button>
    </form>
  );
}

/** The button that was pressed has gone, and the keys with it. */
const takeKeys = (select: HTMLSelectElement | null): void => select?.focus();
