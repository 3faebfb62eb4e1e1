import type { FrameEnquiry } from '@duecheck/core/contract';
import { type FRAME, speaker } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { Meaning } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { View } from './watch.ts';

export interface FrameProps {
  readonly view: View;
  /** null with a fault. */
  readonly enquiry: FrameEnquiry | null;
  readonly words: Readonly<Record<string, string>>;
  /** The window was opened from here. */
  readonly opened: boolean;
  readonly onOpen: () => void;
}

const MEANINGS: Record<View, Meaning> = {
  waiting: 'due',
  complete: 'benefit',
  closed: 'clear',
  expired: 'unchecked',
  offline: 'unchecked',
  fault: 'refused',
};

/** One line, what it means, and what can be done: the same box in every state. */
export function Frame({ view, enquiry, words, opened, onOpen }: FrameProps): JSX.Element {
  const say = speaker<typeof FRAME>(words);
  const line = view === 'waiting' && opened ? 'opened' : view;
  return (
    <main class="frame">
      <span class={`state ${MEANINGS[view]}`}>
        <Icon name={MEANINGS[view]} />
      </span>
      <div class="words">
        <p role="status">
          {enquiry?.test && <span class="test">{say('test')} </span>}
          {say(line, { partner: enquiry?.partner ?? '' })}
        </p>
        <p class="muted">{say(`${line}.note`)}</p>
      </div>
      {enquiry !== null && view === 'waiting' && (
        <a
          class={opened ? '' : 'act'}
          href={enquiry.link}
          target={enquiry.target}
          rel="noopener noreferrer"
          onClick={onOpen}
        >
          {say(opened ? 'again' : 'open')}
        </a>
      )}
    </main>
  );
}
