import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import '../../pages/desk.css';
import '../../pages/own-tab.css';
import { languageOf, SELECTED, translator } from '@duecheck/core/text';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { ask, Selected } from '../../selected/selected.tsx';

const page = location.hash.slice(1);
const root = document.getElementById('selected') as HTMLElement;
const view = await ask({ type: 'selected.load', page });
const language = view?.language ?? languageOf(browser.i18n.getUILanguage());
document.documentElement.lang = language;
document.title = translator(SELECTED, language)('title');
render(
  view === null ? (
    <main>
      <h1>{translator(SELECTED, language)('title')}</h1>
      <p>{translator(SELECTED, language)('gone')}</p>
    </main>
  ) : (
    <Selected page={page} view={view} />
  ),
  root,
);
