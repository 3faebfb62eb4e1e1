import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import './batch.css';
import { render } from 'preact';
import { App } from '../../batch/app.tsx';
import { ask } from '../../batch/ask.ts';
import { createDesk } from '../../batch/desk.ts';

const setup = await ask({ type: 'batch.setup' });
if (setup !== null) {
  document.documentElement.lang = setup.language;
  const desk = createDesk(setup);
  document.title = desk.say('title');
  render(<App desk={desk} />, document.getElementById('batch') as HTMLElement);
  if (setup.signedIn) await desk.load();
}
