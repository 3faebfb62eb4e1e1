import { inLanguage, sayDate, sayProblem, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { Alerts } from './alerts.tsx';
import { Manual } from './manual.tsx';
import { Releases } from './releases.tsx';
import {
  busy,
  gateway,
  grant,
  note,
  openBatches,
  retry,
  saveDiagnostics,
  say,
  signIn,
  signOut,
  state,
} from './state.ts';

/** Signed in or not, what is owed, what is not covered. */
export function Popup(): JSX.Element {
  const now = state.value;
  return (
    <main>
      <h1>{say.value('title')}</h1>
      {now === null ? <p class="muted">…</p> : <Body now={now} />}
    </main>
  );
}

function Body({ now }: { now: PopupState }): JSX.Element {
  const { setup, lists } = now;
  if (setup === 'unset') return <p>{say.value('unset')}</p>;
  return (
    <>
      <Session now={now} />
      <Owed now={now} />
      <Releases language={now.language} />
      <Alerts language={now.language} />
      <Uncovered now={now} />
      <Stale now={now} />
      {setup === 'no-root' && <p class="fault">{say.value('noRoot')}</p>}
      {lists.refused && <p class="fault">{say.value('lists.refused', { code: lists.refused })}</p>}
      {gateway.value.demoDate && (
        <p class="muted">{say.value('demo.clock', { date: sayDate(gateway.value.demoDate, now.language) })}</p>
      )}
      <footer>
        {lists.version ? say.value('lists', { version: lists.version }) : say.value('lists.none')}{' '}
        <button type="button" class="link" title={say.value('diagnostics.note')} onClick={() => void saveDiagnostics()}>
          {say.value('diagnostics')}
        </button>
      </footer>
    </>
  );
}

const Session = ({ now: { signedIn } }: { now: PopupState }): JSX.Element => (
  <section>
    <p>
      {signedIn ? say.value('signedIn', { organisation: signedIn.organisations.join('、') }) : say.value('signedOut')}
    </p>
    <button
      type="button"
      class={signedIn ? 'quiet' : 'act'}
      disabled={busy.value === 'yes'}
      onClick={() => void (signedIn ? signOut() : signIn())}
    >
      {say.value(signedIn ? 'signOut' : 'signIn')}
    </button>
    {signedIn?.decides && (
      <button type="button" class="link" onClick={() => void openBatches()}>
        {say.value('batch')}
      </button>
    )}
    {signedIn?.decides && <Manual />}
    {note.value !== 'none' && (
      <p class="fault" role="alert">
        {say.value(note.value)}
      </p>
    )}
  </section>
);

function Owed({ now: { waiting, delivered, language } }: { now: PopupState }): JSX.Element {
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

const Stale = ({ now: { stale, language } }: { now: PopupState }): JSX.Element | null =>
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

function Uncovered({ now: { uncovered } }: { now: PopupState }): JSX.Element | null {
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
