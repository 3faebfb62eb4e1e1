import { ENTRY_TYPES, OUTCOME_KINDS } from '@duecheck/core/register';
import {
  AUDIT_SEARCH,
  ENTRY_WORDS,
  FLAG_WORDS,
  inLanguage,
  NUMBER_KINDS,
  OUTCOME_WORDS,
  ROLE_WORDS,
} from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX, TargetedSubmitEvent } from 'preact';
import { Field, faultProps } from '../house/field.tsx';
import { language, wordsOf } from '../house/language.ts';
import { addressOf, go } from '../house/place.ts';
import { titles } from '../house/titles.ts';
import { type Draft, type DraftFaults, EMPTY, faultsOf, IDENTITY_KINDS, MOST_TYPES, toQuery } from './filters.ts';
import { busy, draft, find, reason } from './search.ts';

/** Nothing is asked until somebody presses: each question is an entry. */
export function FilterForm(): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const faults = useSignal<DraftFaults>({});
  const set = (part: Partial<Draft>) => {
    draft.value = { ...draft.value, ...part };
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    faults.value = faultsOf(draft.value);
    const [first] = Object.keys(faults.value);
    if (first !== undefined) {
      event.currentTarget.querySelector<HTMLElement>(`#f-${first}`)?.focus();
      return;
    }
    go(addressOf('entries', null, toQuery(draft.value)), 'replace');
    void find();
  };
  const fault = (key: keyof Draft) => {
    const code = faults.value[key];
    return code === undefined ? undefined : say(code);
  };
  type TextKey = 'actor' | 'round' | 'checkId' | 'decisionId' | 'number' | 'name' | 'surname' | 'caseKey';
  const text = (key: TextKey, label: string) => (
    <Field id={`f-${key}`} label={label} fault={fault(key)}>
      <input
        id={`f-${key}`}
        value={draft.value[key]}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        {...faultProps(`f-${key}`, fault(key))}
        onInput={(event) => set({ [key]: event.currentTarget.value })}
      />
    </Field>
  );
  const day = (key: 'from' | 'until') => (
    <Field id={`f-${key}`} label={say(key)} fault={fault(key)}>
      <input
        id={`f-${key}`}
        type="date"
        value={draft.value[key]}
        {...faultProps(`f-${key}`, fault(key))}
        onInput={(event) => set({ [key]: event.currentTarget.value })}
      />
    </Field>
  );
  const choose = (
    key: 'organisation' | 'decisionPoint' | 'outcome' | 'role' | 'flag',
    options: readonly (readonly [value: string, title: string])[],
  ) => (
    <Field id={`f-${key}`} label={say(key === 'flag' ? 'flags' : key)}>
      <select id={`f-${key}`} value={draft.value[key]} onChange={(event) => set({ [key]: event.currentTarget.value })}>
        <option value="">{say('any')}</option>
        {options.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </Field>
  );
  const worded = (table: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(table).map(([key, words]) => [key, inLanguage(words, language.value)] as const);
  const titled = (list: readonly { id: string; title: { zh: string; en: string } }[]) =>
    list.map(({ id, title }) => [id, inLanguage(title, language.value)] as const);
  const { types } = draft.value;

  return (
    <form class="filters" aria-label={say('filters')} onSubmit={submit} noValidate>
      <div class="pair">
        {day('from')}
        {day('until')}
      </div>
      {choose('organisation', titled(titles.value.organisations))}
      {choose('decisionPoint', titled(titles.value.decisionPoints))}
      <details class="types" open={types.length > 0}>
        <summary>
          {say('types')} {types.length > 0 ? `(${types.length})` : ''}
        </summary>
        <fieldset>
          <legend class="unseen">{say('types')}</legend>
          {ENTRY_TYPES.map((type) => (
            <label key={type}>
              <input
                type="checkbox"
                checked={types.includes(type)}
                disabled={!types.includes(type) && types.length >= MOST_TYPES}
                onChange={(event) =>
                  set({
                    types: event.currentTarget.checked ? [...types, type] : types.filter((one) => one !== type),
                  })
                }
              />
              {inLanguage(ENTRY_WORDS[type], language.value)}
            </label>
          ))}
        </fieldset>
      </details>
      {choose(
        'outcome',
        OUTCOME_KINDS.map((kind) => [kind, inLanguage(OUTCOME_WORDS[kind], language.value)] as const),
      )}
      {text('actor', say('actor'))}
      {choose('role', worded(ROLE_WORDS))}
      {choose('flag', worded(FLAG_WORDS))}
      {text('round', say('round'))}
      <details>
        <summary>
          {say('checkId')} · {say('decisionId')}
        </summary>
        {text('checkId', say('checkId'))}
        {text('decisionId', say('decisionId'))}
      </details>
      <details>
        <summary>{say('keyed')}</summary>
        <p class="note">{say('keyed.note')}</p>
        <Field id="f-kind" label={say('kind')}>
          <select
            id="f-kind"
            value={draft.value.kind}
            onChange={(event) => set({ kind: event.currentTarget.value as Draft['kind'] })}
          >
            {IDENTITY_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {inLanguage(NUMBER_KINDS[kind], language.value)}
              </option>
            ))}
          </select>
        </Field>
        {text('number', say('number'))}
        {text('name', say('name'))}
        {text('surname', say('surname'))}
        {text('caseKey', say('case.key'))}
        <Field id="f-reason" label={say('reason')}>
          <input
            id="f-reason"
            value={reason.value}
            maxLength={500}
            autocomplete="off"
            onInput={(event) => {
              reason.value = event.currentTarget.value;
            }}
          />
        </Field>
      </details>
      {Object.keys(faults.value).length > 0 ? (
        <p class="wrong-why" role="alert">
          {say('input.bad')}
        </p>
      ) : null}
      <div class="acts">
        <button class="main" type="submit" aria-busy={busy.value === 'first'}>
          {say('find')}
        </button>
        <button
          type="button"
          onClick={() => {
            draft.value = EMPTY;
            reason.value = '';
            faults.value = {};
          }}
        >
          {say('clear')}
        </button>
      </div>
    </form>
  );
}
