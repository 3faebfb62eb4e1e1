import '@duecheck/ui/tokens.css';
import '@duecheck/ui/state-line.css';
import './paper.css';
import { languageOf, PAPER_PAGE, translator } from '@duecheck/core/text';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { ask } from '../../paper/ask.ts';
import { createModel } from '../../paper/model.ts';
import { Gone, PaperPage } from '../../paper/paper-page.tsx';

const root = document.getElementById('paper') as HTMLElement;
const page = location.hash.slice(1);

const opened = await ask({ type: 'paper.open', page });
const language = opened?.language ?? languageOf(browser.i18n.getUILanguage());
const say = translator(PAPER_PAGE, language);
document.documentElement.lang = language;
// Never the paper's own title: the browser keeps titles, and a template may put a name there.
document.title = say('title');
if (opened === null) {
  render(
    <main>
      <Gone say={say} />
    </main>,
    root,
  );
} else {
  const model = createModel(page, opened);
  render(<PaperPage model={model} />, root);
  await model.make(language);
}
