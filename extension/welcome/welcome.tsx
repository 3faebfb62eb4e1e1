import { translator, WELCOME } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { ComponentChildren, JSX } from 'preact';
import { state } from '../options/state.ts';
import { SystemList } from '../options/systems.tsx';
import { openPanel } from '../pages/open-panel.ts';
import { Session } from '../popup/session.tsx';
import { state as desk, openOptions, windowId } from '../popup/state.ts';

type Say = ReturnType<typeof translator<typeof WELCOME>>;

/** Once after an install by hand: who we are, where we run, and the three steps until a clerk can work with it. */
export function Welcome(): JSX.Element {
  const [now, mine] = [state.value, desk.value];
  if (now === null || mine === null) return <main class="muted">…</main>;
  const say = translator(WELCOME, now.language);
  const open = now.systems.filter(({ cover }) => cover !== 'covered');
  return (
    <main>
      <h1>{say('title')}</h1>
      <p>{say('who')}</p>
      <p>{say('never')}</p>
      {mine.setup === 'unset' ? (
        <p class="muted">{say('unset')}</p>
      ) : (
        <>
          <Step say={say} title="step.hosts" done={now.systems.length > 0 && open.length === 0}>
            <SystemList />
          </Step>
          <Step say={say} title="step.signIn" done={mine.signedIn !== null}>
            <Session now={mine} />
          </Step>
          <Step say={say} title="step.try" done={false}>
            <p>{say('try')}</p>
            <p class="muted">{say('try.panel')}</p>
            <div class="buttons">
              <button type="button" onClick={() => void openPanel(windowId.value)}>
                {say('panel')}
              </button>
              <button type="button" onClick={() => void openOptions()}>
                {say('options')}
              </button>
            </div>
          </Step>
        </>
      )}
    </main>
  );
}

interface StepProps {
  readonly say: Say;
  readonly title: 'step.hosts' | 'step.signIn' | 'step.try';
  readonly done: boolean;
  readonly children: ComponentChildren;
}

const Step = ({ say, title, done, children }: StepProps): JSX.Element => (
  <div class="step">
    <h2>
      {say(title)}
      {done && (
        <span class="state clear">
          <Icon name="clear" />
          {say('done')}
        </span>
      )}
    </h2>
    {children}
  </div>
);
