/** Follows the case that is shown while the panel is open. An event says "look again"; looking is what the panel does then. */
import { effect } from '@preact/signals';
import type { AtCase } from '../messages/panel.ts';
import { pauseAfter } from '../pages/pause-after.ts';
import { pause, readEvents } from '../pages/read-events.ts';
import { ask, caseAt, caseChanged, lookAtDesk, sight } from './state.ts';

/** @returns ends it. */
export const watchCase = (): (() => void) =>
  effect(() => {
    const at = caseAt.value;
    if (at === null) return;
    const end = new AbortController();
    void follow(at, end.signal);
    return () => end.abort();
  });

async function follow(at: AtCase, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let heard: 'no' | 'yes' = 'no';
    const { end } = await readEvents(
      (refused) => ask({ type: 'panel.door', at, refused }),
      {
        heard() {
          // What happened while nothing was heard is looked for once.
          if (heard === 'no' && failures > 0) onEvent('case');
          heard = 'yes';
          sight.value = 'live';
        },
        event: ({ name }) => onEvent(name),
      },
      signal,
    );
    // Signed out, or no longer this clerk's: whatever changes that asks anew.
    if (signal.aborted || end === 'refused') return;
    failures = (heard as string) === 'yes' ? 1 : failures + 1;
    if (failures > 1) sight.value = 'lost';
    await pause(pauseAfter(failures, Math.random()), signal);
  }
}

function onEvent(name: string | undefined): void {
  if (name === 'case') caseChanged();
  if (name === 'case' || name === 'desk') void lookAtDesk();
}
