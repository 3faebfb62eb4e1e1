import '@duecheck/ui/tokens.css';
import '@duecheck/ui/page.css';
import '@duecheck/ui/state-line.css';
import '../../pages/desk.css';
import '../../pages/own-tab.css';
import '../../options/options.css';
import { translator, WELCOME } from '@duecheck/core/text';
import { render } from 'preact';
import { load, state } from '../../options/state.ts';
import { lookAgain } from '../../pages/look-again.ts';
import { refresh } from '../../popup/state.ts';
import { Welcome } from '../../welcome/welcome.tsx';

/** Lists arrive a moment after an install, and hosts are granted in other windows too. */
const LOOK_EVERY_MS = 3_000;

const look = () => Promise.all([load(), refresh()]);
render(<Welcome />, document.getElementById('welcome') as HTMLElement);
await look();
document.title = translator(WELCOME, state.value?.language ?? 'zh-CN')('title');
lookAgain(look, LOOK_EVERY_MS);
