import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { Alerts } from '../popup/alerts.tsx';
import { Footer } from '../popup/footer.tsx';
import { News } from '../popup/news.tsx';
import { Owed } from '../popup/owed.tsx';
import { Releases } from '../popup/releases.tsx';
import { Session } from '../popup/session.tsx';
import { state as desk, say as sayDesk } from '../popup/state.ts';
import { Stale, Uncovered } from '../popup/uncovered.tsx';
import { Case } from './case.tsx';
import { Notices, Receipts } from './decisions.tsx';
import { say, sight } from './state.ts';

/** The case of the tab beside it, and whatever waits for this clerk. */
export function Panel(): JSX.Element {
  const now = desk.value;
  return (
    <main>
      <h1>{sayDesk.value('title')}</h1>
      {now === null ? (
        <p class="muted">…</p>
      ) : now.setup === 'unset' ? (
        <p>{sayDesk.value('unset')}</p>
      ) : (
        <Body now={now} />
      )}
    </main>
  );
}

const Body = ({ now }: { now: PopupState }): JSX.Element => (
  <>
    {sight.value === 'lost' && (
      <div role="alert">
        <StateLine meaning="unchecked">{say.value('live.lost')}</StateLine>
      </div>
    )}
    {now.signedIn === null && <Session now={now} />}
    <Case />
    {now.signedIn?.decides && (
      <>
        <Notices language={now.language} />
        <Owed now={now} />
        <Releases language={now.language} />
      </>
    )}
    <Alerts language={now.language} />
    {now.signedIn?.decides && <Receipts language={now.language} />}
    <Uncovered now={now} />
    <Stale now={now} />
    {now.signedIn !== null && <Session now={now} />}
    <News now={now} />
    <Footer now={now} />
  </>
);
