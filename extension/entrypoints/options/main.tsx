import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import '../../pages/desk.css';
import '../../pages/own-tab.css';
import '../../options/options.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { Options } from '../../options/options.tsx';
import { load, say } from '../../options/state.ts';

render(<Options />, document.getElementById('options') as HTMLElement);
await load();
effect(() => {
  document.title = say.value('title');
});
addEventListener('focus', () => void load());
