import { AUDIT_SEARCH } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { EntryList } from '../entry/entry-list.tsx';
import { Fault, Registered } from '../house/fault.tsx';
import { wordsOf } from '../house/language.ts';
import { ExportForm } from './export-form.tsx';
import { busy, failure, find, found, more } from './search.ts';

export function Results({ selected }: { selected: string | null }): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const { value } = found;
  const count = value?.entries.length ?? 0;
  const sum =
    value === null
      ? say('begin')
      : count === 0
        ? say('found.none')
        : say(value.next === null ? 'found' : 'found.more', { n: count });
  return (
    <div class="results">
      <div class="line">
        <p role="status" aria-busy={busy.value !== 'no'}>
          {sum} {value === null ? null : <Registered query={value.query} />}
        </p>
        {count > 0 ? <ExportForm /> : null}
      </div>
      {failure.value === null ? null : (
        <Fault failure={failure.value} again={() => void (value === null ? find() : more())} />
      )}
      {value === null || count === 0 ? null : <EntryList entries={value.entries} selected={selected} />}
      {value?.next == null ? null : (
        <button type="button" class="wide" aria-busy={busy.value === 'more'} onClick={() => void more()}>
          {say('more')}
        </button>
      )}
    </div>
  );
}
