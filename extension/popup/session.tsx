import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { Manual } from './manual.tsx';
import { busy, note, openBatches, openRecorder, say, signIn, signOut } from './state.ts';

export const Session = ({ now: { signedIn } }: { now: PopupState }): JSX.Element => (
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
    {signedIn?.binds && (
      <button type="button" class="link" onClick={() => void openRecorder()}>
        {say.value('record')}
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
