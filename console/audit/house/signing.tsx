import { AUDIT_FRAME } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { Fault } from './fault.tsx';
import { wordsOf } from './language.ts';
import { place } from './place.ts';
import { readSession, signInAddress, signOut } from './session.ts';
import { readTitles } from './titles.ts';

/** Before anything is shown. */
export function SignIn({ outage }: { outage: 'yes' | 'no' }): JSX.Element {
  const say = wordsOf(AUDIT_FRAME);
  const failed = place.value.query.get('sign-in') !== null;
  return (
    <div class="welcome">
      <h1 tabIndex={-1}>{say('signed.out')}</h1>
      <p>{say('signed.out.note')}</p>
      {failed ? <p role="alert">{say('sign.failed')}</p> : null}
      {outage === 'yes' ? <Fault failure={{ kind: 'outage' }} again={() => void readSession()} /> : null}
      <a class="button main" href={signInAddress()}>
        {say('sign.in')}
      </a>
    </div>
  );
}

/** What is on the page stays there: one signs in beside it, and nobody loses what was typed because a night passed. */
export function SignedOver(): JSX.Element {
  const say = wordsOf(AUDIT_FRAME);
  return (
    <div class="fault" role="alert">
      <p>{say('signed.over')}</p>
      <a class="button" href={signInAddress()} target="_blank" rel="noopener">
        {say('sign.in')}
      </a>
    </div>
  );
}

/** Signed in, and nothing can be read. */
export function NotNow(): JSX.Element {
  return (
    <>
      <h1 tabIndex={-1}>{wordsOf(AUDIT_FRAME)('title')}</h1>
      <Fault failure={{ kind: 'outage' }} again={() => void readTitles()} />
    </>
  );
}

export function NoRole(): JSX.Element {
  const say = wordsOf(AUDIT_FRAME);
  return (
    <div class="welcome">
      <h1 tabIndex={-1}>{say('role.missing')}</h1>
      <p>{say('role.missing.note')}</p>
      <button type="button" onClick={() => void signOut()}>
        {say('sign.out')}
      </button>
    </div>
  );
}
