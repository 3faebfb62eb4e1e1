import { inLanguage, sayDate, sayProblem } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { lookAgain } from '../pages/look-again.ts';
import type { Desk } from './desk.ts';
import { BatchList } from './list.tsx';
import { createRun } from './run.ts';
import { RunView } from './run-view.tsx';
import { createStart } from './start.ts';
import { StartForm } from './start-form.tsx';

const RETRY_EVERY_MS = 5000;

export function App({ desk }: { desk: Desk }): JSX.Element {
  const { say, setup, sight, problem, said } = desk;
  const lost = sight.value === 'lost';
  useEffect(() => (lost ? lookAgain(desk.load, RETRY_EVERY_MS) : undefined), [lost]);
  const { demoDate, language } = setup.value;
  return (
    <>
      <header>
        <h1>{say('title')}</h1>
        <p class="muted">
          {say('intro')}
          {demoDate && ` · ${say('demo.clock', { date: sayDate(demoDate, language) })}`}
        </p>
      </header>
      {lost && (
        <div class="band" role="alert">
          <StateLine meaning="unchecked">{say('outage.title')}</StateLine>
          <p>{say('outage.body')}</p>
          <button type="button" onClick={() => void desk.load()}>
            {say('retry')}
          </button>
        </div>
      )}
      {problem.value && (
        <div class="band" role="alert">
          <StateLine meaning="refused">{inLanguage(sayProblem(problem.value.code), language)}</StateLine>
          <p class="muted">
            {problem.value.code} {problem.value.requestId}
          </p>
        </div>
      )}
      <Body desk={desk} />
      <p class="sr" role="status" aria-live="polite">
        {said.value}
      </p>
    </>
  );
}

function Body({ desk }: { desk: Desk }): JSX.Element {
  const { say, setup, batches, sight, open } = desk;
  if (setup.value.setup === 'unset') return <main class="alone">{say('unset')}</main>;
  if (!setup.value.signedIn) return <SignIn desk={desk} />;
  if (batches.value === null) return <main class="alone muted">{sight.value === 'fresh' ? say('loading') : ''}</main>;
  return (
    <div class="columns">
      <BatchList desk={desk} batches={batches.value} />
      <main>{open.value === 'new' ? <New desk={desk} /> : <One key={open.value} desk={desk} id={open.value} />}</main>
    </div>
  );
}

function SignIn({ desk: { say, signing, signIn } }: { desk: Desk }): JSX.Element {
  return (
    <main class="alone">
      <StateLine meaning="unchecked">{say('signedOut.title')}</StateLine>
      {signing.value === 'window' ? (
        <p role="status">{say('signIn.waiting')}</p>
      ) : (
        <button type="button" class="act" onClick={() => void signIn()}>
          {say('signIn')}
        </button>
      )}
      {signing.value === 'failed' && (
        <p class="fault" role="alert">
          {say('signIn.failed')}
        </p>
      )}
    </main>
  );
}

/** What was chosen for a new batch stays while another one is looked at. */
let start: ReturnType<typeof createStart> | undefined;

function New({ desk }: { desk: Desk }): JSX.Element {
  start ??= createStart(desk);
  return <StartForm desk={desk} start={start} />;
}

function One({ desk, id }: { desk: Desk; id: Parameters<typeof createRun>[0] }): JSX.Element {
  const run = useMemo(() => createRun(id, desk), []);
  useEffect(() => run.dispose, []);
  return <RunView desk={desk} run={run} />;
}
