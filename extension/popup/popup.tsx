import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { openPanel } from '../pages/open-panel.ts';
import { Alerts } from './alerts.tsx';
import { Footer } from './footer.tsx';
import { News } from './news.tsx';
import { Owed } from './owed.tsx';
import { Releases } from './releases.tsx';
import { Session } from './session.tsx';
import { say, state, windowId } from './state.ts';
import { Stale, Uncovered } from './uncovered.tsx';

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
  if (now.setup === 'unset') return <p>{say.value('unset')}</p>;
  return (
    <>
      <Session now={now} />
      <Owed now={now} />
      <Releases language={now.language} />
      <Alerts language={now.language} />
      <Uncovered now={now} />
      <Stale now={now} />
      <News now={now} />
      <Footer now={now}>
        <button type="button" class="link" onClick={() => void openPanel(windowId.value)}>
          {say.value('panel')}
        </button>
      </Footer>
    </>
  );
}
