import { AUDIT_FRAME, AUDIT_SEARCH } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { wordsOf } from '../house/language.ts';
import { addressOf, go } from '../house/place.ts';
import { dayOf, daysBefore } from '../house/when.ts';
import { EMPTY, fromQuery, toQuery } from './filters.ts';
import { remove, type SavedFilter, save, saved } from './saved.ts';
import { draft } from './search.ts';

/** Where somebody begins who has saved nothing. */
const examples = (): readonly { readonly title: 'refused' | 'break-glass' | 'audits'; readonly query: string }[] => {
  const week = daysBefore(dayOf(Date.now()), 6);
  return [
    { title: 'refused', query: toQuery({ ...EMPTY, from: week, types: ['check.refused'] }).toString() },
    { title: 'break-glass', query: toQuery({ ...EMPTY, flag: 'break-glass' }).toString() },
    { title: 'audits', query: toQuery({ ...EMPTY, from: week, types: ['audit.query', 'export'] }).toString() },
  ];
};

const take = (query: string) => {
  draft.value = fromQuery(new URLSearchParams(query));
  go(addressOf('entries', null, new URLSearchParams(query)), 'replace');
};

export function SavedFilters(): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const one = ({ title, query }: { title: string; query: string }, removable: SavedFilter | null) => (
    <li key={title}>
      <button type="button" class="plain" onClick={() => take(query)}>
        {title}
      </button>
      {removable === null ? null : (
        <button
          type="button"
          class="small"
          aria-label={say('saved.remove', { name: title })}
          onClick={() => remove(removable.name)}
        >
          ×
        </button>
      )}
    </li>
  );
  return (
    <section class="saved" aria-labelledby="saved-title">
      <h2 id="saved-title">{say('saved')}</h2>
      <ul>
        {saved.value.map((filter) => one({ title: filter.name, query: filter.query }, filter))}
        {saved.value.length > 0
          ? null
          : examples().map(({ title, query }) => one({ title: say(`saved.example.${title}`), query }, null))}
      </ul>
    </section>
  );
}

/** This set of filters again: by name in this browser, or as a link for somebody else. */
export function SaveFilter(): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const frame = wordsOf(AUDIT_FRAME);
  const name = useSignal('');
  const copied = useSignal('');
  return (
    <details class="saved">
      <summary>{say('saved.this')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.value.trim() === '') return;
          save(name.value.trim(), toQuery(draft.value).toString());
          name.value = '';
        }}
      >
        <label class="unseen" for="saved-name">
          {say('saved.name')}
        </label>
        <input
          id="saved-name"
          class="grow"
          placeholder={say('saved.name')}
          value={name.value}
          maxLength={40}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
        <button type="submit">{say('saved.save')}</button>
        <button
          type="button"
          onClick={() => {
            const link = new URL(addressOf('entries', null, toQuery(draft.value)), location.origin).href;
            void navigator.clipboard.writeText(link).then(() => {
              copied.value = frame('copied');
            });
          }}
        >
          {say('saved.share')}
        </button>
      </form>
      <p class="note" role="status">
        {copied.value === '' ? say('saved.note') : copied.value}
      </p>
    </details>
  );
}
