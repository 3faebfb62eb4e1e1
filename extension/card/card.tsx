import { inLanguage, sayDate, sayProblem } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { announcement } from './announcement.ts';
import { Authorised } from './authorised.tsx';
import { covered, pressByKey, stageShown } from './genuine-press.ts';
import type { Model } from './model.ts';
import { Press } from './press.tsx';
import { Authorise } from './stages/authorise.tsx';
import { Checking } from './stages/checking.tsx';
import { DecisionStage } from './stages/decision.tsx';
import { Due } from './stages/due.tsx';
import { Outage } from './stages/outage.tsx';
import { OutcomeStage } from './stages/outcome.tsx';

export function Card({ model }: { model: Model }): JSX.Element {
  const { view, say, stage } = model;
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(stageShown, [stage.value.at]);
  useEffect(() => {
    const box = main.current as HTMLElement;
    const sizes = new ResizeObserver(() => model.size(Math.ceil(box.getBoundingClientRect().height) + 2));
    sizes.observe(box);
    return () => sizes.disconnect();
  }, []);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      // Keys that go to an input method choose or give up its words.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === 'Escape') void model.close();
      if (event.key !== 'Enter' || !event.ctrlKey) return;
      const save = main.current?.querySelector<HTMLElement>('[data-save]') ?? null;
      if (save) pressByKey(event, save);
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);
  return (
    <main ref={main} aria-label={say('card.label')} onSubmit={(event) => event.preventDefault()}>
      <header>
        <h1>
          {view.subject.name} <span class="number">{view.subject.number}</span>
        </h1>
        <p class="muted">
          {view.words.title} · {say('case', { label: view.case.label })}
        </p>
        <button type="button" class="close" aria-label={say('close')} onClick={() => void model.close()}>
          <Icon name="close" />
        </button>
      </header>
      {view.owed && <p class="owed">{say('owed.case')}</p>}
      <StageView model={model} />
      <Authorised model={model} />
      {covered.value === 'pressed' && (
        <p class="fault" role="alert">
          {say('covered')}
        </p>
      )}
      {model.demoDate.value && (
        <p class="muted">{say('demo.clock', { date: sayDate(model.demoDate.value, view.language) })}</p>
      )}
      <p class="sr" role="status" aria-live="polite">
        {announcement(stage.value, say)}
      </p>
    </main>
  );
}

function StageView({ model }: { model: Model }): JSX.Element | null {
  const { say, view, control } = model;
  const stage = model.stage.value;
  switch (stage.at) {
    case 'loading':
      return <div class="checking" />;
    case 'gone':
      return (
        <>
          <StateLine meaning="refused">{say('gone.title')}</StateLine>
          <p>{say('gone.body')}</p>
        </>
      );
    case 'signed-out':
      return (
        <>
          <StateLine meaning="unchecked">{say('signedOut.title')}</StateLine>
          {stage.waiting === 'window' ? (
            <p role="status">{say('signIn.waiting')}</p>
          ) : (
            <Press primary="yes" save="yes" onPress={() => void model.signIn()}>
              {say('signIn')}
            </Press>
          )}
        </>
      );
    case 'due':
      return <Due model={model} due={stage.due} />;
    case 'authorise':
      return <Authorise model={model} today={stage.legalToday} recheck={stage.recheck} />;
    case 'checking':
      return <Checking model={model} since={stage.since} />;
    case 'outcome':
      return <OutcomeStage model={model} answer={stage.answer} recheck={stage.recheck} />;
    case 'outage':
      return <Outage model={model} />;
    case 'problem':
      return (
        <>
          <StateLine meaning="refused">{inLanguage(sayProblem(stage.code), view.language)}</StateLine>
          <p class="muted">
            {stage.code} {stage.requestId}
          </p>
          <Press onPress={() => void model.again()}>{say('outage.retry')}</Press>
        </>
      );
    case 'decision':
      return <DecisionStage model={model} decision={stage.decision} today={stage.legalToday} />;
    case 'saved':
      return (
        <StateLine meaning={stage.as === 'decided' ? 'clear' : 'unchecked'}>
          {control.value ? say(SAVED[stage.as], { control: control.value.label }) : say('saved.plain')}
        </StateLine>
      );
  }
}

const SAVED = { decided: 'saved', owed: 'owed.saved', overridden: 'saved.overridden' } as const;
