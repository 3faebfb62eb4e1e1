import { AUDIT_FRAME } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { other, setLanguage, wordsOf } from './language.ts';
import { addressOf, type PlaceName, place } from './place.ts';
import { session, signOut } from './session.ts';

const SHOWN = ['entries', 'review', 'coverage', 'statistics', 'live', 'log'] as const satisfies readonly PlaceName[];

export function Header(): JSX.Element {
  const say = wordsOf(AUDIT_FRAME);
  const { value: who } = session;
  const here = place.value.name === 'cases' ? 'entries' : place.value.name;
  return (
    <header>
      <p class="product">
        <strong>{say('title')}</strong> <span>{say('product')}</span>
      </p>
      {who.state === 'signed-in' ? (
        <nav aria-label={say('nav')}>
          <ul>
            {SHOWN.map((name) => (
              <li key={name}>
                <a href={addressOf(name)} aria-current={here === name ? 'page' : undefined}>
                  {say(`place.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <div class="who">
        {who.state === 'signed-in' ? <span>{who.name}</span> : null}
        <button
          type="button"
          class="plain"
          lang={other() === 'en' ? 'en' : 'zh-CN'}
          aria-label={say('language.to')}
          onClick={() => setLanguage(other())}
        >
          {say('language')}
        </button>
        {who.state === 'signed-in' ? (
          <button type="button" class="plain" onClick={() => void signOut()}>
            {say('sign.out')}
          </button>
        ) : null}
      </div>
    </header>
  );
}
