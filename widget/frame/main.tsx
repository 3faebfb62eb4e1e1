/** The frame: shows how far the enquiry is, opens the person's window, and tells the page what it may know. */
import type { FrameSetup } from '@duecheck/core/contract';
import { render } from 'preact';
import type { FrameMessage } from '../element/channel.ts';
import { widgetError } from '../element/errors.ts';
import { reachPage } from './page-port.ts';
import { Frame } from './view.tsx';
import { type View, watch } from './watch.ts';
import '@duecheck/ui/tokens.css';
import '@duecheck/ui/state-line.css';
import './frame.css';

const { origin, enquiry, words }: FrameSetup = JSON.parse(document.getElementById('setup')?.textContent ?? '{}');
const asked = typeof enquiry === 'string' ? null : enquiry;

let opened = false;
function show(view: View): void {
  const onOpen = () => {
    opened = true;
    show(view);
  };
  render(<Frame {...{ view, enquiry: asked, words, opened, onOpen }} />, document.body);
}
show(asked === null ? 'fault' : 'waiting');

const tell: (message: FrameMessage) => void = await reachPage(origin, location.hash.slice(1));
if (asked === null) tell({ type: 'error', error: widgetError(enquiry as never) });
else {
  tell({ type: 'ready' });
  await watch(
    {
      session: asked.session,
      show,
      complete: (receipt) => tell({ type: 'complete', receipt }),
      closed: () => tell({ type: 'closed' }),
      failed: (error) => tell({ type: 'error', error }),
    },
    new AbortController().signal,
  );
}
