import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import '../../pages/desk.css';
import './popup.css';
import { render } from 'preact';
import { Popup } from '../../popup/popup.tsx';
import { refresh } from '../../popup/state.ts';

render(<Popup />, document.getElementById('popup') as HTMLElement);
await refresh();
