import type { JSX } from 'preact';
import type { BatchView } from '../messages/batch.ts';
import type { Desk } from './desk.ts';
import { sayNumber } from './standing.ts';

/** Newest first, as the gateway tells them. */
export function BatchList({ desk, batches }: { desk: Desk; batches: readonly BatchView[] }): JSX.Element {
  const { say, open, show } = desk;
  return (
    <nav aria-label={say('list.title')}>
      <button
        type="button"
        class={open.value === 'new' ? 'act' : 'quiet'}
        aria-current={open.value === 'new' ? 'page' : undefined}
        onClick={() => show('new')}
      >
        {say('list.new')}
      </button>
      <h2>{say('list.title')}</h2>
      {batches.length === 0 ? (
        <p class="muted">{say('list.none')}</p>
      ) : (
        <ul>
          {batches.map(({ batchId, round, title, done, total, state }) => (
            <li key={batchId}>
              <button
                type="button"
                class="entry"
                aria-current={open.value === batchId ? 'page' : undefined}
                onClick={() => show(batchId)}
              >
                <b>{round}</b>
                <small>{title}</small>
                <small>
                  {say('list.of', { done: sayNumber(done), total: sayNumber(total), state: say(`state.${state}`) })}
                </small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
