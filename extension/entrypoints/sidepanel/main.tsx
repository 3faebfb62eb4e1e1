import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import '../../pages/desk.css';
import '../../pages/own-tab.css';
import './sidepanel.css';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { ToPanel } from '../../messages/panel.ts';
import { lookAgain } from '../../pages/look-again.ts';
import { Panel } from '../../panel/panel.tsx';
import { lookAnew, lookAtAll, lookAtTab } from '../../panel/state.ts';
import { watchCase } from '../../panel/watch.ts';

/** Where no stream stands: signed out, or no case on show. */
const LOOK_EVERY_MS = 60_000;

render(<Panel />, document.getElementById('panel') as HTMLElement);
browser.runtime.onMessage.addListener((message: unknown) => {
  const told = message as ToPanel | null;
  if (told?.type === 'panel.look') void (told.at === 'tab' ? lookAtTab() : lookAnew());
});
browser.tabs.onActivated.addListener(() => void lookAtTab());
await lookAtAll();
watchCase();
lookAgain(lookAtAll, LOOK_EVERY_MS);
