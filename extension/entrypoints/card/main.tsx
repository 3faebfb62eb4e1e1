import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import './card.css';
import { CARD, languageOf, translator } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { askWorker } from '../../card/ask-worker.ts';
import { Card } from '../../card/card.tsx';
import { askFill, Fill } from '../../card/fill.tsx';
import { createModel } from '../../card/model.ts';
import type { CardView, ToCard } from '../../messages/index.ts';

const root = document.getElementById('card') as HTMLElement;
const ticket = location.hash.slice(1);

const view = await askWorker({ type: 'card.load', ticket }).catch(() => null);
const unfilled = view === null ? await askFill({ type: 'fill.load', ticket }).catch(() => null) : null;
if (view !== null) await begin(view);
else if (unfilled !== null) {
  document.documentElement.lang = unfilled.language;
  const filled = async () => {
    const whole = await askWorker({ type: 'card.load', ticket }).catch(() => null);
    if (whole !== null) await begin(whole);
    else showGone();
  };
  render(<Fill ticket={ticket} view={unfilled} filled={() => void filled()} />, root);
} else showGone();

async function begin(whole: CardView): Promise<void> {
  document.documentElement.lang = whole.language;
  const model = createModel(ticket, whole);
  browser.runtime.onMessage.addListener((message: unknown) => {
    const pressed = message as ToCard;
    if (pressed?.type === 'card.control' && pressed.ticket === ticket) model.press(pressed.control);
  });
  render(<Card model={model} />, root);
  await model.start();
}

function showGone(): void {
  const say = translator(CARD, languageOf(browser.i18n.getUILanguage()));
  render(
    <main>
      <StateLine meaning="refused">{say('gone.title')}</StateLine>
      <p>{say('gone.body')}</p>
    </main>,
    root,
  );
}
