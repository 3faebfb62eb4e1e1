import { AUDIT_FRAME, AUDIT_REVIEW } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Fault, Registered } from '../house/fault.tsx';
import { wordsOf } from '../house/language.ts';
import { addressOf, place } from '../house/place.ts';
import { readAlert, shutAlert } from './alert.ts';
import { AlertList } from './alert-list.tsx';
import { AlertView } from './alert-view.tsx';
import { alerts, busy, failure, next, query, readQueue } from './queue.ts';
import { QueueForm } from './queue-form.tsx';
import { Rules } from './rules.tsx';

/** Filters on the left, what waits longest first in the middle, one of it on the right. */
export function ReviewPage(): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  const { id } = place.value;
  useEffect(() => void readQueue(), []);
  useEffect(() => {
    if (id === null) shutAlert();
    else void readAlert(id);
  }, [id]);
  const listed = alerts.value.length;
  return (
    <div class={id === null ? 'search' : 'search with-entry'}>
      <h1 tabIndex={-1}>{say('title')}</h1>
      <div class="aside">
        <p class="note">{say('note')}</p>
        <QueueForm />
        <Rules />
      </div>
      <div class="results">
        <p role="status" aria-busy={busy.value === 'yes'}>
          {busy.value === 'yes'
            ? wordsOf(AUDIT_FRAME)('loading')
            : listed === 0
              ? say('list.none')
              : say('list.count', { n: listed })}{' '}
          {query.value === '' ? null : <Registered query={query.value} />}
        </p>
        {failure.value === null ? null : <Fault failure={failure.value} again={() => void readQueue()} />}
        {listed === 0 ? null : <AlertList alerts={alerts.value} selected={id} />}
        {next.value === null ? null : (
          <button type="button" class="wide" onClick={() => void readQueue(next.value)}>
            {say('more')}
          </button>
        )}
      </div>
      {id === null ? null : (
        <div class="reading">
          <a class="shut" href={addressOf('review')}>
            {wordsOf(AUDIT_FRAME)('close')}
          </a>
          <AlertView />
        </div>
      )}
    </div>
  );
}
