import { inLanguage, sayDate, sayProblem } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { announcement } from './announcement.ts';
import { Authorised } from './authorised.tsx';
import { covered, stageShown } from './genuine-press.ts';
import type { Model } from './model.ts';
import { Press } from './press.tsx';
import { Shell } from './shell.tsx';
import { Authorise } from './stages/authorise.tsx';
import { Checking } from './stages/checking.tsx';
import { DecisionStage } from './stages/decision.tsx';
import { Due } from './stages/due.tsx';
import { Outage } from './stages/outage.tsx';
import { OutcomeStage } from './stages/outcome.tsx';

export function Card({ model }: { model: Model }): JSX.Element {
  const { view, say, stage } = model;
  useLayoutEffect(stageShown, [stage.value.at]);
  return (
    <Shell
      label={say('card.label')}
      closeLabel={say('close')}
      heading={
        <>
          {view.subject.name} <span class="number">{view.subject.number}</span>
        </>
      }
      about={`${view.words.title} · ${say('case', { label: view.case.label })}`}
      size={model.size}
      close={() => void model.close()}
    >
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
    </Shell>
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
