import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '../../pages/desk.css';
import '../../pages/own-tab.css';
import './recorder.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { Recorder } from '../../recorder/app.tsx';
import { load, openTab, say } from '../../recorder/state.ts';

const tabId = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
render(<Recorder />, document.getElementById('recorder') as HTMLElement);
effect(() => {
  document.title = say.value('title');
});
await load();
if (Number.isInteger(tabId)) await openTab(tabId);
