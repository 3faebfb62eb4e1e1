import { AUDIT_FRAME, AUDIT_SEARCH } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { open, shut } from '../entry/entry.ts';
import { EntryView } from '../entry/entry-view.tsx';
import { wordsOf } from '../house/language.ts';
import { addressOf, place } from '../house/place.ts';
import { FilterForm } from './filter-form.tsx';
import { fromQuery, toQuery } from './filters.ts';
import { Results } from './results.tsx';
import { SavedFilters, SaveFilter } from './saved-filters.tsx';
import { arrive, found } from './search.ts';

/** Filters on the left, entries in the middle, one of them on the right. */
export function SearchPage(): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const { id, query } = place.value;
  useEffect(() => {
    if (query.size > 0) arrive(fromQuery(query));
  }, [query]);
  useEffect(() => {
    if (id === null) shut();
    else void open(id);
  }, [id]);
  return (
    <div class={id === null ? 'search' : 'search with-entry'}>
      <h1 tabIndex={-1}>{say('title')}</h1>
      <div class="aside">
        <SavedFilters />
        <FilterForm />
        <SaveFilter />
      </div>
      <Results selected={id} />
      {id === null ? null : (
        <div class="reading">
          <a
            class="shut"
            href={addressOf('entries', null, found.value === null ? undefined : toQuery(found.value.draft))}
          >
            {wordsOf(AUDIT_FRAME)('close')}
          </a>
          <EntryView />
        </div>
      )}
    </div>
  );
}
