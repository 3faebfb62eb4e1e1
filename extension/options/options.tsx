import { LANGUAGES, type Language } from '@duecheck/core/text';
import type { JSX } from 'preact';
import type { OptionsState } from '../messages/options.ts';
import { saveDiagnostics } from '../popup/state.ts';
import { Keys } from './keys.tsx';
import { say, setLanguage, state } from './state.ts';
import { Systems } from './systems.tsx';

/** What the clerk may set on this device, and what the office has set. */
export function Options(): JSX.Element {
  const now = state.value;
  if (now === null) return <main class="muted">…</main>;
  return (
    <main>
      <h1>{say.value('title')}</h1>
      <ChooseLanguage now={now} />
      <Systems />
      <Keys />
      <Given now={now} />
      <section>
        <h2>{say.value('diagnostics')}</h2>
        <p class="muted">{say.value('diagnostics.note')}</p>
        <button type="button" onClick={() => void saveDiagnostics()}>
          {say.value('diagnostics.save')}
        </button>
      </section>
      <footer>{say.value('version', { version: now.version })}</footer>
    </main>
  );
}

/** Each in itself, for whoever cannot read the other. */
const OWN_NAMES: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

const ChooseLanguage = ({ now: { own, language, languageBy } }: { now: OptionsState }): JSX.Element => (
  <section>
    <label class="field">
      <span>{say.value('language')}</span>
      <select
        disabled={languageBy === 'policy'}
        value={languageBy === 'policy' ? language : (own ?? '')}
        onChange={({ currentTarget: { value } }) => void setLanguage(value === '' ? null : (value as Language))}
      >
        <option value="">{say.value('language.own')}</option>
        {LANGUAGES.map((one) => (
          <option key={one} value={one} lang={one}>
            {OWN_NAMES[one]}
          </option>
        ))}
      </select>
    </label>
    {languageBy === 'policy' && <p class="muted">{say.value('language.policy')}</p>}
  </section>
);

const Given = ({ now: { given } }: { now: OptionsState }): JSX.Element => (
  <section>
    <h2>{say.value('given')}</h2>
    {given.length === 0 ? (
      <p class="muted">{say.value('given.none')}</p>
    ) : (
      <dl>
        {given.map(({ name, value, by }) => (
          <div key={name}>
            <dt>{say.value(`given.${name}`)}</dt>
            <dd>
              {value} <small>{say.value(`by.${by}`)}</small>
            </dd>
          </div>
        ))}
      </dl>
    )}
  </section>
);
