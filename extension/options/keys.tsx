import { OPTIONS } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import browser, { type Commands } from 'webextension-polyfill';
import { say } from './state.ts';

/** Chromium's own page for keys; Firefox lets no extension open its. */
const SETTINGS = 'chrome://extensions/shortcuts';

/** As the browser has them now: the clerk may have changed or removed each. */
export function Keys(): JSX.Element {
  const keys = useSignal<readonly Commands.Command[]>([]);
  useEffect(() => {
    const look = () =>
      void browser.commands.getAll().then((all) => {
        keys.value = all.filter(({ name }) => !name?.startsWith('_'));
      });
    look();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return (
    <section>
      <h2>{say.value('keys')}</h2>
      <dl>
        {keys.value.map(({ name, description, shortcut }) => (
          <div key={name}>
            <dt>{sayKey(name, description)}</dt>
            <dd>{shortcut ? <kbd>{shortcut}</kbd> : say.value('keys.none')}</dd>
          </div>
        ))}
        <div>
          <dt>{say.value('keys.form')}</dt>
          <dd>
            <kbd>F8</kbd>
          </dd>
        </div>
      </dl>
      {import.meta.env.FIREFOX ? (
        <p class="muted">{say.value('keys.firefox')}</p>
      ) : (
        <button type="button" onClick={() => void browser.tabs.create({ url: SETTINGS })}>
          {say.value('keys.change')}
        </button>
      )}
    </section>
  );
}

/** In the clerk's language; the browser itself tells it in its own. */
const sayKey = (name: string | undefined, description: string | undefined): string => {
  const key = `key.${name}`;
  return key in OPTIONS ? say.value(key as 'key.check-now') : (description ?? '');
};
