import type { JSX } from 'preact';
import { Drafts } from './drafts.tsx';
import { Record } from './record.tsx';
import { note, say, signIn, state, tab } from './state.ts';

/** Records a page that nobody has bound, and brings what was recorded to a second person. */
export function Recorder(): JSX.Element {
  const now = state.value;
  return (
    <main>
      <h1>{say.value('title')}</h1>
      {tab.value !== 'lost' && <p class="muted">{say.value('page', { address: tab.value.address })}</p>}
      <Note />
      {now?.role === 'signed-out' && (
        <section>
          <p>{say.value('signedOut')}</p>
          <button type="button" class="act" onClick={() => void signIn()}>
            {say.value('signIn')}
          </button>
        </section>
      )}
      {now?.role === 'none' && <p>{say.value('notYours')}</p>}
      {now?.role === 'office' && (
        <>
          {tab.value === 'lost' ? <p>{say.value('gone')}</p> : <Record />}
          <Drafts />
        </>
      )}
    </main>
  );
}

/** What has just happened; said where it stays in sight. */
const Note = (): JSX.Element => (
  <p class="note" role="status">
    {note.value}
  </p>
);
