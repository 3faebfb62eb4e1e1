import { ALERT_STATES } from '@duecheck/core/contract';
import { AUDIT_REVIEW, inLanguage } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { Field } from '../house/field.tsx';
import { language, wordsOf } from '../house/language.ts';
import { titles } from '../house/titles.ts';
import { busy, counts, filters, type QueueFilters, readQueue } from './queue.ts';

/** Of so many the gateway counts no further. */
const MOST_COUNTED = 1000;

export function QueueForm(): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  const { value } = filters;
  const set = (part: Partial<QueueFilters>) => {
    filters.value = { ...value, ...part };
  };
  const told = (n: number) => (n >= MOST_COUNTED ? say('list.count.most', { n }) : String(n));
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        void readQueue();
      }}
    >
      <fieldset>
        <legend>{say('filter.state')}</legend>
        {ALERT_STATES.map((state) => (
          <label key={state}>
            <input
              type="checkbox"
              checked={value.states.includes(state)}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                set({ states: ALERT_STATES.filter((one) => (one === state ? checked : value.states.includes(one))) });
              }}
            />
            {say(`state.${state}`)}{' '}
            {counts.value === null ? null : <span class="note">{told(counts.value[state] ?? 0)}</span>}
          </label>
        ))}
      </fieldset>
      <Field id="q-assignee" label={say('filter.assignee')}>
        <select
          id="q-assignee"
          value={value.assignee}
          onChange={(event) => set({ assignee: event.currentTarget.value as QueueFilters['assignee'] })}
        >
          <option value="">{say('assignee.any')}</option>
          <option value="me">{say('assignee.me')}</option>
          <option value="nobody">{say('assignee.nobody')}</option>
        </select>
      </Field>
      <Field id="q-organisation" label={say('organisation')}>
        <select
          id="q-organisation"
          value={value.organisation}
          onChange={(event) => set({ organisation: event.currentTarget.value })}
        >
          <option value="">{say('assignee.any')}</option>
          {titles.value.organisations.map(({ id, title }) => (
            <option key={id} value={id}>
              {inLanguage(title, language.value)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="q-actor" label={say('actor')}>
        <input
          id="q-actor"
          value={value.actor}
          maxLength={200}
          autocomplete="off"
          onInput={(event) => set({ actor: event.currentTarget.value })}
        />
      </Field>
      <button class="main" type="submit" aria-busy={busy.value === 'yes'} disabled={value.states.length === 0}>
        {say('show')}
      </button>
    </form>
  );
}
