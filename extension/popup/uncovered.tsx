import { sayTime } from '@duecheck/core/text';
import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { grant, say } from './state.ts';

/** What this browser cannot see, or not whole. */
export const Stale = ({ now: { stale, language } }: { now: PopupState }): JSX.Element | null =>
  stale.length === 0 ? null : (
    <section>
      <p>{say.value('stale')}</p>
      <ul>
        {stale.map(({ title, since }) => (
          <li key={title}>
            {title}
            <small>{say.value('stale.since', { time: sayTime(since, Date.now(), language) })}</small>
          </li>
        ))}
      </ul>
    </section>
  );

export function Uncovered({ now: { uncovered } }: { now: PopupState }): JSX.Element | null {
  if (uncovered.length === 0) return null;
  const mine = uncovered.filter(({ giver }) => giver === 'clerk');
  return (
    <section>
      <p>{say.value('uncovered')}</p>
      <ul>
        {uncovered.map(({ origin, giver }) => (
          <li key={origin}>
            {origin}
            {giver === 'office' && <small>{say.value('uncovered.office')}</small>}
          </li>
        ))}
      </ul>
      {mine.length > 0 && (
        <button type="button" class="act" onClick={() => void grant(mine.map(({ pattern }) => pattern))}>
          {say.value('uncovered.grant')}
        </button>
      )}
    </section>
  );
}
