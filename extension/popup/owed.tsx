import { inLanguage, sayDate, sayProblem, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { busy, gateway, retry, say } from './state.ts';

export function Owed({ now: { waiting, delivered, language } }: { now: PopupState }): JSX.Element {
  const { owed } = gateway.value;
  const n = waiting.length + owed.length;
  const reviews = delivered.filter(({ review }) => review);
  return (
    <section aria-live="polite">
      <StateLine meaning={n > 0 ? 'unchecked' : 'clear'}>
        {n > 0 ? say.value('owed', { n }) : say.value('owed.none')}
      </StateLine>
      {n > 0 && (
        <ul>
          {waiting.map(({ id, title, mask, decidedAt, refused }) => (
            <li key={id}>
              <b>{mask}</b> {title}
              <small class={refused ? 'fault' : ''}>
                {sayTime(decidedAt, Date.now(), language)} ·{' '}
                {refused
                  ? say.value('owed.refused', { code: inLanguage(sayProblem(refused), language) })
                  : say.value('owed.waiting')}
              </small>
            </li>
          ))}
          {owed.map(({ decisionId, decisionPoint, caseLabel, dueBy }) => (
            <li key={decisionId}>
              <b>{caseLabel}</b> {decisionPoint}
              <small>{say.value('owed.until', { date: sayDate(dueBy, language) })}</small>
            </li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <button type="button" class="quiet" disabled={busy.value === 'yes'} onClick={() => void retry(null)}>
          {say.value('owed.retry')}
        </button>
      )}
      {delivered.length > 0 && <p class="muted">{say.value('owed.done', { n: delivered.length })}</p>}
      {reviews.map(({ id, mask }) => (
        <p key={id}>{say.value('owed.review', { mask })}</p>
      ))}
    </section>
  );
}
